import Domain

enum OrganizationSchemas {
    static var organization: Schema {
        .reply(
            "A tenant. Users, teams, keys and clients belong to exactly one, and none sees another's.",
            [
                .required("id", .id("The organization's id, for life.")),
                .object("organization"),
                .required("name", name),
                .required("slug", .slug("The short name, unique among all organizations.")),
                .required("time_zone", .text("The IANA time zone in which budget periods are reckoned.")),
                .required("status", .word(of: Organization.Status.self, statusMeaning)),
                .required("key_ceilings", .reference(.keyCeilings)),
                .required("default_team_models", defaultModels),
                .createdAt, .updatedAt,
            ])
    }

    static var keyCeilings: Schema {
        .reply(
            "How far API keys may go in the organization.",
            [
                .required("max_lifetime_seconds", lifetime("null: keys may live for ever.")),
                .required("max_keys_per_owner", keys("null: as many as they like.")),
            ])
    }

    static var keyCeilingsChange: Schema {
        .patch(
            "The ceilings to change. One that is absent stays, null lifts it. Keys that exist keep what they have.",
            [
                .optional("max_lifetime_seconds", lifetime("null lifts the ceiling.")),
                .optional("max_keys_per_owner", keys("null lifts the ceiling.")),
            ])
    }

    static var create: Schema {
        .request(
            "A new organization.",
            [
                .required("name", name),
                .optional("slug", .slug("The short name; made from `name` where absent. Must be free.")),
                .optional("time_zone", timeZone.absent(means: "UTC")),
                .optional("key_ceilings", .reference(.keyCeilingsChange, "How far its keys may go; absent: anywhere.")),
                .optional("default_team_models", defaultModels.absent(means: "all")),
            ])
    }

    static var update: Schema {
        .patch(
            "What is to change of an organization. What is absent stays.",
            [
                .optional("name", name),
                .optional(
                    "slug", .slug("The new short name. Must be free; headers that hold the old one stop working.")),
                .optional("time_zone", timeZone),
                .optional("status", .word(of: Organization.Status.self, statusMeaning + " Only the platform sets it.")),
                .optional("key_ceilings", .reference(.keyCeilingsChange)),
                .optional("default_team_models", defaultModels),
            ])
    }

    private static var name: Schema { .displayName("What people call the organization.") }

    private static var defaultModels: Schema {
        .word(
            of: ModelAccessMode.self,
            """
            What a new team may use, and a user who is in no team: `all` models, or those that are `listed`, which is \
            none until some are. Teams that exist keep what they have.
            """)
    }

    private static var timeZone: Schema {
        .text("An IANA time-zone name that the server's database knows. Abbreviations and bare offsets are refused.")
    }

    private static let statusMeaning = """
        `disabled` refuses every key of the organization and every new token; it has already ended the tokens that \
        were out. Nothing is lost: `active` lets the keys work again.
        """

    private static func lifetime(_ null: String) -> Schema {
        .integer("The longest that a key may live, in seconds from its creation; \(null)", 60...3_155_760_000).orNull
    }

    private static func keys(_ null: String) -> Schema {
        .integer("The most live keys that one team or user may have; \(null)", 1...1_000_000).orNull
    }
}
