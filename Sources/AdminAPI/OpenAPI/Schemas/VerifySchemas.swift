import Policy

enum VerifySchemas {
    static var request: Schema {
        .request(
            "The key that a gateway was shown, and what it is wanted for.",
            [
                .required(
                    "key", .text("The key as it was presented. Anything may be asked about, well-formed or not.")),
                .optional(
                    "model",
                    .text(
                        "The model that the call is for, by name or id. Absent: models are not judged.", length: 1...255
                    )),
                .optional("address", .address("Where the gateway's caller is: IPv4 or IPv6.")),
                .optional("metadata", .metadata("Labels of the call.")),
                .optional("user_agent", .text("What the gateway's caller calls itself; kept with the last use.")),
                .optional("request_id", .text("The gateway's own id for the call; comes back.", length: 1...255)),
            ])
    }

    static var verification: Schema {
        .reply(
            "What is said of a key. Only `valid`, `code` and `message` are there where the caller may not know it.",
            [
                .required("valid", .flag("Whether to let the call through.")),
                .required("code", .word(of: KeyVerdict.self, codeMeaning)),
                .required("message", .text("The same as a sentence, for a log.")),
                .optional("key_id", .id("The key's id, for life.")),
                .optional("name", .text("The key's name.")),
                .optional("organization_id", .id("The organization it belongs to.")),
                .optional("team_id", .id("The team that owns it; absent where a user does.")),
                .optional("user_id", .id("The user who owns it; absent where a team does.")),
                .optional("metadata", .metadata("The key's labels.")),
                .optional("allowed_models", .allowedModels("The models the key is kept to; absent where to none.")),
                .optional("expires_at", .instant("When the key stops working; absent where it never does.")),
                .optional("in_transition", .flag("The secret presented is the outgoing one of a rotation.")),
                .optional(
                    "model",
                    .reference(
                        .calledModel,
                        "What the model means; absent where the call is refused or names none, or no catalogue is kept."
                    )),
                .optional("request_id", .text("The id that the request gave.")),
            ])
    }

    /// One line a verdict, in the words that the program itself uses.
    private static var codeMeaning: String {
        let lines = KeyVerdict.allCases.map { "- `\($0.rawValue)`: \($0.message)" }
        return "The first check that said no, or `valid`.\n\n" + lines.joined(separator: "\n")
    }
}
