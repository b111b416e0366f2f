import Domain

enum UserSchemas {
    static var user: Schema {
        .reply(
            "A person in an organization.",
            [
                .required("id", .id("The user's id, for life.")),
                .object("user"),
                .organizationID(),
                .required(
                    "email", .email("The address as it was given; unique in the organization, whatever its case.")),
                .required("name", name),
                .required("role", .word(of: User.Role.self, "The user's place in the organization.")),
                .required("status", .word(of: User.Status.self, statusMeaning)),
                .createdAt, .updatedAt,
            ])
    }

    static var create: Schema {
        .request(
            "A new user, active from the start.",
            [
                .required("email", .email("The user's address. Must be free in the organization.")),
                .required("name", name),
                .optional(
                    "role",
                    .word(of: User.Role.self, "The user's place in the organization.").absent(means: "member")),
            ])
    }

    static var update: Schema {
        .patch(
            "What is to change of a user. What is absent stays.",
            [
                .optional("email", .email("The new address. Must be free in the organization.")),
                .optional("name", name),
                .optional("role", .word(of: User.Role.self, "The last active owner of an organization stays one.")),
                .optional("status", .word(of: User.Status.self, statusMeaning)),
            ])
    }

    private static var name: Schema { .displayName("What people call the user.") }

    private static let statusMeaning = """
        `disabled` refuses the user's keys and the clients bound to the user; `active` lets them work again, with new \
        tokens.
        """
}
