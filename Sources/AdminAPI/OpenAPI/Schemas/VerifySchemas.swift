import Domain
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
                .optional(
                    "request_id",
                    .text(
                        "The gateway's own id for the call; comes back. Of a reserving call it is unique per key.",
                        length: 1...255)),
                .optional("estimate", .reference(.estimate, "What the call may use at most.")),
                .optional(
                    "reserve",
                    .flag(
                        "Hold what the call may use, until it is settled or released. Needs `usage.report` besides."
                    ).absent(means: false)),
                .optional("ttl_seconds", ReservationSchemas.ttl.absent(means: .integer(Reservation.defaultTTL))),
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
                .optional(
                    "fallbacks",
                    .list(
                        of: .reference(.calledModel),
                        "What takes over for the model, in order: what the key may use and what is enabled.",
                        count: 0...FallbackGraph.maximumSteps)),
                .optional("request_id", .text("The id that the request gave.")),
                .optional("rate_limits", LimitSchemas.list("Every rate limit that the call comes under.")),
                .optional("usage_limits", LimitSchemas.list("Every budget that the call comes under.")),
                .optional("reservation", .reference(.madeReservation, "There where the call has reserved.")),
                .optional("denial", .reference(.denial, "The limit that refuses the call, where one does.")),
                .optional(
                    "shadow_denials",
                    .list(of: .reference(.denial), "Limits in shadow mode that would have refused it, if any.")),
            ])
    }

    /// One line a verdict, in the words that the program itself uses.
    private static var codeMeaning: String {
        let lines = KeyVerdict.allCases.map { "- `\($0.rawValue)`: \($0.message)" }
        return "The first check that said no, or `valid`.\n\n" + lines.joined(separator: "\n")
    }
}
