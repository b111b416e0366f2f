extension APIKeyOperations {
    var rotation: OperationDescription {
        OperationDescription(
            id: "get-\(word)-api-key-rotation-v1", tag: tag,
            summary: "See where the rotation of a key of \(whose) stands",
            description: """
                Says per secret when, from where and by what it was last used: an old secret that nobody has used for \
                a while is safe to cut.
                """,
            replies: [.ok("The rotation.", .rotationState, RotationExamples.underWay)], refusals: [missing])
    }

    var completeRotation: OperationDescription {
        OperationDescription(
            id: "complete-\(word)-api-key-rotation-v1", tag: tag,
            summary: "Cut the old secret of a key of \(whose) now",
            description: "Ends the transition: from the next call on only the new secret works.",
            request: .optional(.empty, [:]),
            replies: [.ok("The rotation, which is over.", .rotationState, RotationExamples.over)],
            refusals: [missing, RotationOperations.none])
    }

    var extendRotation: OperationDescription {
        OperationDescription(
            id: "extend-\(word)-api-key-rotation-v1", tag: tag,
            summary: "Give the old secret of a key of \(whose) more time",
            description: RotationOperations.extending, request: .json(.extendRotation, RotationExamples.extend),
            replies: [.ok("The rotation with its new end.", .rotationState, RotationExamples.underWay)],
            refusals: [missing, RotationOperations.none])
    }

    var rollBackRotation: OperationDescription {
        OperationDescription(
            id: "rollback-\(word)-api-key-rotation-v1", tag: tag,
            summary: "Take the rotation of a key of \(whose) back",
            description: "The new secret dies at once, the old one lives on. Only while the old one still lives.",
            request: .optional(.empty, [:]),
            replies: [.ok("The rotation, which is over.", .rotationState, RotationExamples.over)],
            refusals: [missing, RotationOperations.none])
    }

    var rotateAll: OperationDescription {
        OperationDescription(
            id: "rotate-all-\(word)-api-keys-v1", tag: tag, summary: "Rotate every live key of \(whose)",
            description: "All of them in one transaction, or none; the new secrets are in this one reply.",
            request: .optional(.rotate, APIKeyExamples.rotate),
            replies: [
                .ok(
                    "The keys, with their new secrets.", .rotatedKeys,
                    Sample.page(APIKeyExamples.rotated(.team), id: Sample.keyID))
            ],
            refusals: [
                ownerMissing, Refusal(.conflict, "The team has more keys than one call rotates."),
                Refusal(
                    .conflict, "Some keys are in rotation, which `dependents` names; `force` ends their old secrets."),
            ])
    }
}

extension OAuthClientOperations {
    static var rotation: OperationDescription {
        OperationDescription(
            id: "get-oauth-client-rotation-v1", tag: .clients,
            summary: "See where the rotation of a client's secret stands",
            description: "Says per secret when, from where and by what it last got a token.",
            replies: [.ok("The rotation.", .rotationState, RotationExamples.underWay)], refusals: [missing])
    }

    static var completeRotation: OperationDescription {
        OperationDescription(
            id: "complete-oauth-client-rotation-v1", tag: .clients, summary: "Cut the old secret of a client now",
            description: "Ends the transition: from the next call on only the new secret gets tokens.",
            request: .optional(.empty, [:]),
            replies: [.ok("The rotation, which is over.", .rotationState, RotationExamples.over)],
            refusals: [missing, uncovered, RotationOperations.none])
    }

    static var extendRotation: OperationDescription {
        OperationDescription(
            id: "extend-oauth-client-rotation-v1", tag: .clients, summary: "Give the old secret of a client more time",
            description: RotationOperations.extending, request: .json(.extendRotation, RotationExamples.extend),
            replies: [.ok("The rotation with its new end.", .rotationState, RotationExamples.underWay)],
            refusals: [missing, uncovered, RotationOperations.none])
    }

    static var rollBackRotation: OperationDescription {
        OperationDescription(
            id: "rollback-oauth-client-rotation-v1", tag: .clients,
            summary: "Take the rotation of a client's secret back",
            description: "The new secret dies at once, the old one lives on. Only while the old one still lives.",
            request: .optional(.empty, [:]),
            replies: [.ok("The rotation, which is over.", .rotationState, RotationExamples.over)],
            refusals: [missing, uncovered, RotationOperations.none])
    }
}

enum RotationOperations {
    static let underWay = Refusal(
        .conflict,
        "A rotation is under way, since when and until when `rotation` says; or the call was made with its old secret.")
    static let none = Refusal(.conflict, "No rotation is under way.")
    static let extending = """
        Moves the end of the transition: later than it was, and no more than thirty days from now. Give `ends_at` or \
        `transition_seconds`, which count from now.
        """
}
