enum TeamSchemas {
    static var team: Schema {
        .reply(
            "A group in an organization. Most keys belong to one.",
            [
                .required("id", .id("The team's id, for life.")),
                .object("team"),
                .organizationID(),
                .required("name", name),
                .required("slug", .slug("The short name, unique in the organization.")),
                .required("description", description),
                .required("metadata", .metadata("Labels that a new key of the team starts with.")),
                .createdAt, .updatedAt,
            ])
    }

    static var create: Schema {
        .request(
            "A new team.",
            [
                .required("name", name),
                .optional("slug", .slug("The short name; made from `name` where absent. Must be free.")),
                .optional("description", description.absent(means: "")),
                .optional("metadata", .metadata("Labels that a new key of the team starts with.")),
            ])
    }

    static var update: Schema {
        .patch(
            "What is to change of a team. What is absent stays.",
            [
                .optional("name", name),
                .optional("slug", .slug("The new short name. Must be free in the organization.")),
                .optional("description", description),
                .optional("metadata", .metadata("Replaces all labels. Keys that exist keep theirs.")),
            ])
    }

    private static var name: Schema { .displayName("What people call the team.") }

    private static var description: Schema {
        .paragraph("What the team is for.", length: 0...1024)
    }
}
