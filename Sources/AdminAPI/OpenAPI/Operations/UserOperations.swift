enum UserOperations {
    static var create: OperationDescription {
        OperationDescription(
            id: "create-user-v1", tag: .users, summary: "Create a user",
            description: """
                Adds a person to the organization. To give the user keys, create an OAuth client that is bound to the \
                user, and use /v1/user/api_keys with that client's tokens.
                """,
            request: .json(.createUser, UserExamples.create),
            replies: [.created("The new user.", .user, UserExamples.user)], refusals: [emailTaken])
    }

    static var list: OperationDescription {
        OperationDescription(
            id: "list-users-v1", tag: .users, summary: "List users",
            description: """
                Lists the people of the organization that a search finds, disabled ones included, and how many it \
                finds.
                """,
            query: ParameterComponent.namedPage,
            replies: [.ok("A page of users.", .userList, Sample.found(UserExamples.user, id: Sample.userID))],
            refusals: [Refusal(.invalidRequest, "What is looked for, or the order, is none.")])
    }

    static var get: OperationDescription {
        OperationDescription(
            id: "get-user-v1", tag: .users, summary: "Read a user",
            description: "Reads one person of the organization.",
            replies: [.ok("The user.", .user, UserExamples.user)], refusals: [missing])
    }

    static var update: OperationDescription {
        OperationDescription(
            id: "update-user-v1", tag: .users, summary: "Change a user",
            description: """
                Changes what is given. Disabling a user refuses the user's keys with the next call to verify, and ends \
                the tokens of clients that are bound to the user. The team keys of the user's teams are not touched.
                """,
            request: .patch(.updateUser, UserExamples.update),
            replies: [.ok("The user as they now are.", .user, UserExamples.updated)],
            refusals: [missing, emailTaken, lastOwner])
    }

    static var delete: OperationDescription {
        OperationDescription(
            id: "delete-user-v1", tag: .users, summary: "Delete a user",
            description: """
                Ends the user's keys and the tokens of clients bound to the user at once, and takes the user out of \
                every team. The history stays; the email address is free again.
                """,
            replies: [.noContent("The user is gone.")], refusals: [missing, lastOwner])
    }

    private static let missing = Refusal(.notFound, "No such user in the organization.")
    private static let emailTaken = Refusal(.conflict, "Another user of the organization has the email address.")
    private static let lastOwner = Refusal(.conflict, "The organization would be left without an active owner.")
}
