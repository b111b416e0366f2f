import Domain

extension Transaction {
    public var oauthClients: OAuthClientStore { OAuthClientStore(transaction: self) }
}

/// Tokens of an earlier generation of their client have ended.
public struct TokenGeneration: Hashable, Sendable {
    public let clientID: OAuthClientID
    public let number: Int64

    public init(of client: OAuthClientID, number: Int64) {
        clientID = client
        self.number = number
    }

    init(_ row: Row) throws(AdminError) {
        clientID = try row.id(0, OAuthClient.self)
        number = try row.integer(1)
    }
}

/// OAuth clients of one organization, or, with `nil`, of the platform.
public struct OAuthClientStore {
    let transaction: any Transaction

    public func find(_ id: OAuthClientID, in organization: OrganizationID?) throws(AdminError) -> OAuthClient? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(id)], Self.decode)
    }

    /// The generation of a token that may be made for the client as it is known, under a secret with this digest, or with
    /// `renewed` where it may have gone over to another pepper meanwhile: all that a token depends on is as it was (for
    /// scopes there is one spelling), the secret is good, and tenant and user are active; `nil` where one of that is not so.
    /// One look instead of three rows with their secrets.
    public func standingGeneration(
        _ client: OAuthClient, presenting digest: SecretDigest, or renewed: SecretDigest?
    ) throws(AdminError) -> Int64? {
        try transaction.firstRow(
            SQL.standingGeneration,
            [
                .id(client.organizationID), .id(client.id), .text(client.scopes.text), .id(client.userID),
                .digest(digest), .digest(renewed), .instant(transaction.now),
            ]
        ) { row throws(AdminError) in try row.integer(0) }
    }

    /// Ends the client's tokens, whatever their number: says its new generation.
    public func endTokens(of client: OAuthClientID) throws(AdminError) -> [TokenGeneration] {
        try transaction.rows(SQL.endTokens, [.id(client)], TokenGeneration.init)
    }

    /// The same of every client of the organization.
    public func endTokens(in organization: OrganizationID) throws(AdminError) -> [TokenGeneration] {
        try transaction.rows(SQL.endTokensByOrganization, [.id(organization)], TokenGeneration.init)
    }

    /// The same of every client that is bound to the user.
    public func endTokens(
        boundTo user: UserID, in organization: OrganizationID
    ) throws(AdminError) -> [TokenGeneration] {
        try transaction.rows(SQL.endTokensByUser, [.id(organization), .id(user)], TokenGeneration.init)
    }

    /// Those that a search finds, in its order.
    public func list(
        _ search: NameSearch, in organization: OrganizationID?, _ page: PageRequest<OAuthClient>
    ) throws(AdminError) -> Page<OAuthClient> {
        try transaction.page(search, of: .clients, in: organization, page, columns: SQL.columns, Self.decode)
    }

    /// How many a search finds.
    public func count(_ search: NameSearch, in organization: OrganizationID?) throws(AdminError) -> Int {
        try transaction.count(search, of: .clients, in: organization)
    }

    /// Whether another live platform client holds every scope: without one, nobody could mend anything.
    public func hasOtherRoot(besides id: OAuthClientID) throws(AdminError) -> Bool {
        try transaction.exists(SQL.hasOtherRoot, [.id(id)])
    }

    public func insert(_ client: OAuthClient) throws(AdminError) {
        try transaction.run(
            SQL.insert, Self.values(client) + [.instant(client.createdAt)] + SecretColumns.values(client.secrets))
    }

    public func update(_ client: OAuthClient) throws(AdminError) {
        try transaction.run(SQL.update, Self.values(client))
    }

    public func updateSecrets(_ client: OAuthClient) throws(AdminError) {
        try transaction.run(
            SQL.updateSecrets,
            [.id(client.organizationID), .id(client.id), .instant(client.updatedAt)]
                + SecretColumns.values(client.secrets))
    }

    public func delete(_ id: OAuthClientID, in organization: OrganizationID?) throws(AdminError) {
        try transaction.run(SQL.delete, [.id(organization), .id(id), .instant(transaction.now)])
    }

    /// Every live client of every tenant, for the client directory.
    public func forEachClient(_ body: (OAuthClient) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.everything, []) { row throws(AdminError) in try body(try Self.decode(row)) }
    }

    private static func values(_ client: OAuthClient) -> [SQLValue] {
        [
            .id(client.organizationID), .id(client.id), .id(client.userID), .text(client.name.text),
            .text(client.scopes.text), .bool(client.isEnabled), .instant(client.updatedAt),
        ]
    }

    static func decode(_ row: Row) throws(AdminError) -> OAuthClient {
        OAuthClient(
            id: try row.id(1, OAuthClient.self),
            organizationID: try row.optionalID(0, Organization.self),
            name: try DisplayName(stored: row.text(3)),
            userID: try row.optionalID(2, User.self),
            scopes: try row.parsed(4, "scopes") { try? Set<Scope>.parse($0.split(separator: " ")).get() },
            isEnabled: try row.bool(5),
            createdAt: try row.instant(7),
            updatedAt: try row.instant(6),
            secrets: try SecretColumns.read(row, from: 8))
    }
}
