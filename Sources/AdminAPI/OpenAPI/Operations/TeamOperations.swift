enum TeamOperations {
    static var create: OperationDescription {
        OperationDescription(
            id: "create-team-v1", tag: .teams, summary: "Create a team",
            description: "Makes a team without members or keys. Its labels are what its keys start with.",
            request: .json(.createTeam, TeamExamples.create),
            replies: [.created("The new team.", .team, TeamExamples.team)], refusals: [slugTaken])
    }

    static var list: OperationDescription {
        OperationDescription(
            id: "list-teams-v1", tag: .teams, summary: "List teams",
            description: "Lists the teams of the organization that a search finds, and how many it finds.",
            query: ParameterComponent.namedPage,
            replies: [.ok("A page of teams.", .teamList, Sample.found(TeamExamples.team, id: Sample.teamID))],
            refusals: [Refusal(.invalidRequest, "What is looked for, or the order, is none.")])
    }

    static var get: OperationDescription {
        OperationDescription(
            id: "get-team-v1", tag: .teams, summary: "Read a team", description: "Reads one team of the organization.",
            replies: [.ok("The team.", .team, TeamExamples.team)], refusals: [missing])
    }

    static var update: OperationDescription {
        OperationDescription(
            id: "update-team-v1", tag: .teams, summary: "Change a team",
            description: "Changes what is given. New labels are for new keys; those that exist keep theirs.",
            request: .patch(.updateTeam, TeamExamples.update),
            replies: [.ok("The team as it now is.", .team, TeamExamples.updated)], refusals: [missing, slugTaken])
    }

    static var delete: OperationDescription {
        OperationDescription(
            id: "delete-team-v1", tag: .teams, summary: "Delete a team",
            description: """
                Ends the team's keys at once, for good, and every membership. The users stay, and so does the history; \
                the slug is free again.
                """,
            replies: [.noContent("The team is gone.")], refusals: [missing])
    }

    private static let missing = Refusal(.notFound, "No such team in the organization.")
    private static let slugTaken = Refusal(.conflict, "Another team of the organization has the slug.")
}
