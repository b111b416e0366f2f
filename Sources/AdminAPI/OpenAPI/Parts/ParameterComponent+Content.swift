import Domain

extension ParameterComponent {
    var description: String {
        switch self {
        case .organizationID: "The organization's id; its slug is for the header only."
        case .userID: "The user's id."
        case .teamID: "The team's id."
        case .keyID: "The key's id, not its secret."
        case .clientID: "The client's id."
        case .model: "The model's id or its name; a slash in a name is written `%2F`."
        case .limit: "How many to list at most."
        case .after: "The last id of the page before; without it the list begins at its start."
        case .afterVersion: "The last version of the page before; without it the list begins at its start."
        case .dryRun: "Whether only to say what would be done."
        case .includeRemoved: "Whether to list deleted keys too."
        case .organization:
            """
            The tenant to work in, by id or slug. A platform client has to name it, except for OAuth clients, where \
            naming none means the platform's own. A tenant's client may leave it out, and gets 404 for any but its \
            own.
            """
        case .requestID:
            """
            An id of the caller's for the log, given back in the reply: 1 to 128 letters, digits, `-`, `_`, `.`. \
            Anything else, and what looks like a secret, is replaced by a new id.
            """
        case .idempotencyKey:
            """
            Makes the request safe to repeat: under the same key the same request is carried out once, and answered \
            as the first time, for a day (a reply that shows a secret: for ten minutes). 1 to 255 printable ASCII \
            characters without blanks and quotes, in quotes or not.
            """
        }
    }

    var content: (schema: DocumentValue, example: DocumentValue) {
        switch self {
        case .organizationID: (Self.id, .string(Sample.organizationID))
        case .userID: (Self.id, .string(Sample.userID))
        case .teamID: (Self.id, .string(Sample.teamID))
        case .keyID: (Self.id, .string(Sample.keyID))
        case .clientID: (Self.id, .string(Sample.clientID))
        case .model:
            (
                ["type": "string", "minLength": 1, "maxLength": 255, "pattern": .string(ModelSchemas.namePattern)],
                "openai/gpt-large"
            )
        case .limit: (Self.limitSchema, 100)
        case .after: (Self.id, .string(Sample.keyID))
        case .afterVersion: (["type": "integer", "minimum": 0], 1)
        case .dryRun: (["type": "boolean", "default": false], true)
        case .includeRemoved: (["type": "boolean", "default": false], true)
        case .organization: (["type": "string", "minLength": 1, "maxLength": 63], "acme")
        case .requestID: (["type": "string"], "deploy-42")
        case .idempotencyKey:
            (
                ["type": "string", "minLength": 1, "maxLength": 257, "pattern": #"^([!#-~]{1,255}|"[!#-~]{1,255}")$"#],
                "8e03978e-40d5-43dd-bc93-6894a57f9324"
            )
        }
    }

    private static var id: DocumentValue { ["type": "string", "format": "uuid"] }

    private static var limitSchema: DocumentValue {
        let limits = PageRequest<APIKey>.limits
        return [
            "type": "integer", "minimum": .integer(Int64(limits.lowerBound)),
            "maximum": .integer(Int64(limits.upperBound)),
            "default": .integer(Int64(PageRequest<APIKey>.defaultLimit)),
        ]
    }
}
