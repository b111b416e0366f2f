import Domain
import Policy

enum ModelSchemas {
    static var model: Schema {
        .reply(
            "A model of the catalogue: what callers name, what it means upstream, and what it costs now.",
            [
                .required("id", .id("The model's id, for life.")),
                .object("model"),
                .required("organization_id", .id("The organization that owns it; null: the platform.").orNull),
                .required("name", name),
                .required("aliases", aliases),
                .required("provider", provider),
                .required("upstream_model", upstream),
                .required("owned_by", owner),
                .required("description", description),
                .required("capabilities", capabilities),
                .required("context_window", window.orNull),
                .required("max_tokens", tokens.orNull),
                .required("timeout_ms", timeout.orNull),
                .required("stream_timeout_ms", streamTimeout.orNull),
                .required("price", .reference(.modelPrice, "The price in force.")),
                .required(
                    "price_version",
                    .integer("The version that is in force; null where the model never had a price.", versions).orNull),
                .required("enabled", enabled),
                .createdAt, .updatedAt,
                .optional("removed_from_fallbacks", FallbackSchemas.removedFrom),
            ])
    }

    static var create: Schema { .request("A new model.", [.required("name", name)] + changeable) }

    static var update: Schema {
        .patch("What is to change of a model. What is absent stays.", [.optional("name", name)] + changeable)
    }

    private static var changeable: [Field] {
        [
            .optional("aliases", aliases),
            .optional("provider", provider),
            .optional("upstream_model", upstream),
            .optional("owned_by", owner),
            .optional("description", description),
            .optional("capabilities", capabilities),
            .optional("context_window", window.orNull),
            .optional("max_tokens", tokens.orNull),
            .optional("timeout_ms", timeout.orNull),
            .optional("stream_timeout_ms", streamTimeout.orNull),
            .optional("price", .reference(.modelPrice, "What it costs; makes a new version.")),
            .optional("enabled", enabled),
        ]
    }

    static let versions: ClosedRange<Int64> = 1...ModelRules.maximumPriceVersions

    /// Parts between slashes, each with something in it that is no dot, or with more than two dots.
    static let namePattern: String = {
        let part = #"(\.*[^\x00-\x1F\x7F-\x9F*./][^\x00-\x1F\x7F-\x9F*/]*|\.{3,})"#
        return "^\(part)(/\(part))*$"
    }()

    private static var name: Schema {
        .text(
            """
            What callers name it, in at most 255 bytes: characters that show, blanks but at the ends, no `*`, no empty, \
            `.` or `..` part between slashes; not in the form of an id. Kept in normalization form C. Unique in the \
            organization.
            """, length: 1...255, pattern: namePattern)
    }

    private static var aliases: Schema {
        .list(
            of: .text("A name.", length: 1...255, pattern: namePattern),
            """
            Other names that callers may write for it, such as those of dated snapshots. Unique in the organization, \
            together with names.
            """, count: 0...ModelRules.maximumAliases)
    }

    private static var provider: Schema {
        word("Who serves it. Of a new model: the name's part before the first slash, or `custom`.")
    }

    private static var upstream: Schema {
        word("What the provider calls it. Of a new model: the name, without the provider in front.")
    }

    private static var owner: Schema {
        .displayName("Whose model it is, for the list that callers see. Of a new model: the provider.")
    }

    private static var description: Schema {
        .paragraph("What it is for.", length: 0...1024)
    }

    private static var capabilities: Schema {
        .list(of: .word(of: ModelCapability.self, "Something that the model can do."), "What it can do.")
    }

    private static var window: Schema { .integer("Tokens that it takes in at most.", ModelRules.tokens) }

    private static var tokens: Schema {
        .integer("Tokens that one request may generate at most.", ModelRules.tokens)
    }

    private static var timeout: Schema {
        .integer("How long a gateway waits for a reply, in milliseconds.", ModelRules.timeoutMilliseconds)
    }

    private static var streamTimeout: Schema {
        .integer("The same for a reply that is streamed.", ModelRules.timeoutMilliseconds)
    }

    private static var enabled: Schema { .flag("Whether calls for it are let through.") }

    private static func word(_ description: String) -> Schema {
        .text(
            description, length: 1...255,
            pattern: #"^[^\x00-\x1F\x7F-\x9F\s]([^\x00-\x1F\x7F-\x9F]*[^\x00-\x1F\x7F-\x9F\s])?$"#)
    }
}
