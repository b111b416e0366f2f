enum OrganizationOperations {
    static var create: OperationDescription {
        OperationDescription(
            id: "create-organization-v1", tag: .organizations, summary: "Create an organization",
            description: """
                Makes a tenant, active and empty. Only a client of the platform may. Follow it with a first owner and \
                a client of the tenant's own.
                """,
            request: .json(.createOrganization, OrganizationExamples.create),
            replies: [.created("The new organization.", .organization, OrganizationExamples.organization)],
            refusals: [
                Refusal(.forbidden, "The caller is a tenant's client."),
                Refusal(.conflict, "Another organization has the slug."),
            ])
    }

    static var list: OperationDescription {
        OperationDescription(
            id: "list-organizations-v1", tag: .organizations, summary: "List organizations",
            description: """
                Lists every tenant to a client of the platform that names none; else the one named, and to a tenant's \
                client its own.
                """,
            query: ParameterComponent.page + [.organization],
            replies: [
                .ok(
                    "A page of organizations.", .organizationList,
                    Sample.page(OrganizationExamples.organization, id: Sample.organizationID))
            ],
            refusals: [Refusal(.notFound, "The organization that was named is not there, or not the caller's.")])
    }

    static var get: OperationDescription {
        OperationDescription(
            id: "get-organization-v1", tag: .organizations, summary: "Read an organization",
            description: "Reads one tenant. A tenant's client can read its own.",
            replies: [.ok("The organization.", .organization, OrganizationExamples.organization)],
            refusals: [missing])
    }

    static var update: OperationDescription {
        OperationDescription(
            id: "update-organization-v1", tag: .organizations, summary: "Change an organization",
            description: """
                Changes what is given. Disabling refuses every key of the tenant with the next call to verify, and \
                ends its access tokens; enabling lets the keys work again, while clients have to get new tokens. \
                Ceilings bind keys from now on and leave those alone that exist.
                """,
            request: .patch(.updateOrganization, OrganizationExamples.update),
            replies: [.ok("The organization as it now is.", .organization, OrganizationExamples.updated)],
            refusals: [
                missing,
                Refusal(.forbidden, "A tenant's client asked for another status."),
                Refusal(.conflict, "Another organization has the slug."),
            ])
    }

    static var delete: OperationDescription {
        OperationDescription(
            id: "delete-organization-v1", tag: .organizations, summary: "Delete an organization",
            description: """
                Ends every key, client and token of the tenant at once, for good. What it had is kept for the history, \
                out of reach of this API. Only a client of the platform may; to stop a tenant for a while, disable it.
                """,
            replies: [.noContent("The organization is gone.")],
            refusals: [missing, Refusal(.forbidden, "The caller is a tenant's client.")])
    }

    private static let missing = Refusal(.notFound, "No such organization, or not the caller's.")
}
