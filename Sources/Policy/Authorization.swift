import Domain

/// Who may do what. Pure: the caller and the wish decide, nothing is looked up.
public enum Authorization {
    /// The caller as a management client that holds `scope`.
    ///
    /// - Throws: `unauthenticated` for an API key, which can never manage; `forbidden` where the scope is missing.
    public static func client(_ caller: Caller, needing scope: Scope) throws(AdminError) -> ClientCaller {
        guard case .client(let client) = caller else {
            throw AdminError(.unauthenticated, "This needs an access token from /oauth2/token.")
        }
        guard client.scopes.grants(scope) else {
            throw AdminError(
                .forbidden, "The access token lacks the scope \(scope.rawValue).",
                detail: "client \(client.clientID) holds \(client.scopes.text)")
        }
        return client
    }

    /// A right that only the platform's own clients have.
    public static func requirePlatform(_ client: ClientCaller) throws(AdminError) {
        guard client.organizationID == nil else {
            throw AdminError(.forbidden, "Only a client of the platform may do this.")
        }
    }

    /// Whether the caller may see an organization. Whoever may not gets the answer that a made-up id gets.
    public static func maySee(_ organization: OrganizationID, _ client: ClientCaller) -> Bool {
        client.organizationID == nil || client.organizationID == organization
    }

    /// Nobody hands out, or takes over, more than they hold: creating a client, changing one or rotating its secret all
    /// need every scope that is involved.
    public static func requireCover(_ scopes: Set<Scope>, by client: ClientCaller) throws(AdminError) {
        guard client.scopes.covers(scopes) else {
            let missing = scopes.subtracting(client.scopes)
            throw AdminError(
                .forbidden, "The access token lacks what it would hand out: \(missing.text).", param: "scopes")
        }
    }

    /// A client that acts for a user has that user's keys in its hands. So whoever makes, binds or changes one must act for
    /// the same user, or may change users anyway; and one that acts for a user makes none that acts for nobody.
    public static func requireSameUser(_ user: UserID?, by client: ClientCaller) throws(AdminError) {
        guard user != client.userID, !client.scopes.grants(.usersWrite) else { return }
        throw AdminError(
            .forbidden,
            "Without users.write a client makes and changes only clients that are bound to the same user as itself.",
            param: "user_id")
    }
}
