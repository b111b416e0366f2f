import Domain

enum TeamMemberSchemas {
    static var member: Schema {
        .reply(
            "A user's place in a team.",
            [
                .object("team_member"),
                .required("team_id", .id("The team.")),
                .required("user_id", .id("The user.")),
                .required("role", .word(of: TeamMember.Role.self, "The user's role in this team.")),
                .createdAt, .updatedAt,
            ])
    }

    static var create: Schema {
        .request(
            "How the user joins.",
            [
                .optional(
                    "role",
                    .word(of: TeamMember.Role.self, "The user's role in this team.").absent(means: "member"))
            ])
    }

    static var update: Schema {
        .patch(
            "What is to change of a membership. What is absent stays.",
            [.optional("role", .word(of: TeamMember.Role.self, "The user's new role in this team."))])
    }
}
