import Policy

enum RotationSchemas {
    static var rotate: Schema {
        .request(
            "How to replace a secret. An empty body takes the server's setting.",
            [.optional("transition_seconds", .integer(transitionMeaning, KeyRules.transitionSeconds))])
    }

    static var rotation: Schema {
        .reply(
            "The time in which an old secret and the new one both work.",
            [
                .required("began_at", .instant("When the new secret was made.")),
                .required("ends_at", .instant("When the old secret stops working.")),
            ])
    }

    private static let transitionMeaning = """
        How long the old secret keeps working, in seconds; 0 ends it at once. Absent: the setting \
        rotation.transition_seconds.
        """
}
