enum TeamMemberOperations {
    static var create: OperationDescription {
        OperationDescription(
            id: "create-team-member-v1", tag: .teamMembers, summary: "Add a user to a team",
            description: "Makes a user of the organization a member of one of its teams.",
            request: .optional(.createTeamMember, TeamMemberExamples.create),
            replies: [.created("The new membership.", .teamMember, TeamMemberExamples.member(role: "admin"))],
            refusals: [
                Refusal(.notFound, "No such team, or no such user, in the organization."),
                Refusal(.conflict, "The user is in the team already; change the role with PATCH."),
            ])
    }

    static var list: OperationDescription {
        OperationDescription(
            id: "list-team-members-v1", tag: .teamMembers, summary: "List a team's members",
            description: "Lists who is in the team. Pages go by user id.", query: ParameterComponent.page,
            replies: [
                .ok(
                    "A page of memberships.", .teamMemberList,
                    Sample.page(TeamMemberExamples.member(role: "admin"), id: Sample.userID))
            ], refusals: [Refusal(.notFound, "No such team in the organization.")])
    }

    static var get: OperationDescription {
        OperationDescription(
            id: "get-team-member-v1", tag: .teamMembers, summary: "Read a membership",
            description: "Says whether a user is in a team, and as what.",
            replies: [.ok("The membership.", .teamMember, TeamMemberExamples.member(role: "admin"))],
            refusals: [missing])
    }

    static var update: OperationDescription {
        OperationDescription(
            id: "update-team-member-v1", tag: .teamMembers, summary: "Change a membership",
            description: "Gives a member another role in the team.",
            request: .patch(.updateTeamMember, TeamMemberExamples.update),
            replies: [.ok("The membership as it now is.", .teamMember, TeamMemberExamples.member(role: "member"))],
            refusals: [missing])
    }

    static var delete: OperationDescription {
        OperationDescription(
            id: "delete-team-member-v1", tag: .teamMembers, summary: "Take a user out of a team",
            description: "Ends the membership. Neither the team's keys nor the user's are touched.",
            replies: [.noContent("The user is no longer in the team.")], refusals: [missing])
    }

    private static let missing = Refusal(.notFound, "No such team in the organization, or the user is not in it.")
}
