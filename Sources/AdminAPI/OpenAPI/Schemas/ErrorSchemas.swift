import Domain

enum ErrorSchemas {
    static var error: Schema {
        .reply("How every path but those of /oauth2 says no.", [.required("error", .reference(.errorDetails))])
    }

    static var details: Schema {
        .reply(
            "What went wrong, for a person and for a program.",
            [
                .required("message", .text("A sentence for a person. May change; never to be branched on.")),
                .required("type", .word(of: types, "The class of the error, as SDKs for language models sort them.")),
                .required("code", .word(of: AdminError.Code.self, "What a program may branch on.")),
                .required(
                    "param", Schema.text("The field, parameter or header at fault; null where there is none.").orNull),
                .required("request_id", .text("The id to find the call by in the server's log.", length: 1...128)),
                .optional("policy", .reference(.errorPolicy, "The limit that refused the call, where one did.")),
                .optional(
                    "dependents",
                    .list(
                        of: .id("A model that falls back to it; a key that is in rotation."),
                        "What stands in the way of a change.")),
                .optional("rotation", .reference(.rotation, "The rotation that stands in the way, where one does.")),
                .optional(
                    "problems",
                    .list(
                        of: .reference(.errorProblem),
                        "Where a request was wrong in many places: each of them, the first thousand.")),
            ])
    }

    static var problem: Schema {
        .reply(
            "One of many things that are wrong with a request.",
            [
                .required("place", .text("The row: `[3]` in a list, `records[3]`, the model's name in a map.")),
                .required("param", Schema.text("The field at fault; null where it is the row itself.").orNull),
                .required("message", .text("A sentence for a person.")),
            ])
    }

    static var oauthError: Schema {
        .reply(
            "How /oauth2 says no (RFC 6749 §5.2).",
            [
                .required("error", .word(of: oauthWords, "What a program may branch on.")),
                .required("error_description", .text("A sentence for a person.")),
            ])
    }

    static var types: [String] { distinct(AdminError.Code.allCases.map(\.type)) }

    static var oauthWords: [String] { distinct(AdminError.Code.allCases.map(\.oauthError)) }

    /// Keeps the first of each, in order.
    private static func distinct(_ words: [String]) -> [String] {
        words.reduce(into: []) { known, word in if !known.contains(word) { known.append(word) } }
    }
}
