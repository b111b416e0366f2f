import Domain
import Storage

extension AdminService {
    private static let vaultCheckText = Array("keyhold".utf8)
    /// The same of a database whose audit trail has an anchor, so that the anchor cannot be taken away unseen.
    private static let anchoredCheckText = Array("keyhold, with an anchor of the audit trail".utf8)
    private static let vaultCheckPurpose = "service_state/vault_check"

    /// Makes the root client, a client of the platform with every scope, on a database that has no client at all.
    ///
    /// - Parameter keep: puts the credential somewhere safe before the client is committed; may run more than once, and
    ///   the last one counts.
    /// - Returns: the client with its secret, which is shown this once; `nil` where there are clients already.
    public func createRootIfEmpty(
        keeping keep: @escaping @Sendable (ClientWithSecret) throws(AdminError) -> Void = { _ in }
    ) async throws(AdminError) -> ClientWithSecret? {
        try await database.write { transaction throws(AdminError) in
            var isEmpty = true
            try transaction.oauthClients.forEachClient { _ throws(AdminError) in isEmpty = false }
            guard isEmpty else { return nil }
            let root = try insertRoot(transaction)
            try keep(root)
            return root
        }
    }

    /// Whether a client of the platform has this id.
    public func hasPlatformClient(_ id: String) async throws(AdminError) -> Bool {
        guard let id = OAuthClientID(id) else { return false }
        return try await database.read { transaction throws(AdminError) in
            try transaction.oauthClients.find(id, in: nil) != nil
        }
    }

    /// Makes another root client, for an operator at the machine who has lost the credential of the first.
    public func recoverRoot() async throws(AdminError) -> ClientWithSecret {
        try await database.write { transaction throws(AdminError) in try insertRoot(transaction) }
    }

    /// Seals a known text into a new database, and opens it in an old one: a vault key that is not the database's own
    /// would make every secret in it unknown, and is refused at the start instead. Then looks at the audit trail's anchor.
    public func checkVault() async throws(AdminError) {
        let vault = vault
        try await database.write { transaction throws(AdminError) in
            let sealed = try transaction.serviceState.find(.vaultCheck)
            let isPromised = try isAnchorPromised(sealed, transaction)
            try beginAnchoring(isPromised: isPromised, transaction)
            if isPromised, let sealed, vault.isSealedUnderCurrentVersion(sealed) { return }
            try transaction.serviceState.set(
                .vaultCheck, to: try vault.seal(Self.anchoredCheckText, for: Self.vaultCheckPurpose))
        }
    }

    /// The same, and nothing is written: for whoever only looks.
    public func compareVault() async throws(AdminError) {
        let sealed = try await database.read { transaction throws(AdminError) in
            try transaction.serviceState.find(.vaultCheck)
        }
        if let sealed { _ = try openedWithOwnVaultKey(sealed) }
    }

    /// Whether this database has had an anchor of its audit trail: what says so is gone only where somebody has taken it.
    func isAnchorPromised(_ check: [UInt8]?, _ transaction: any Transaction) throws(AdminError) -> Bool {
        if let check { return try openedWithOwnVaultKey(check) == Self.anchoredCheckText }
        var hasClients = false
        try transaction.oauthClients.forEachClient { _ throws(AdminError) in hasClients = true }
        return hasClients
    }

    private func openedWithOwnVaultKey(_ sealed: [UInt8]) throws(AdminError) -> [UInt8] {
        guard let text = try? vault.open(sealed, for: Self.vaultCheckPurpose),
            [Self.vaultCheckText, Self.anchoredCheckText].contains(text)
        else {
            throw AdminError(
                .invalidRequest,
                """
                The vault key is not the one that this database was made with: every key and secret in it would be \
                unknown. Restore the original vault key, or keep its line beside the new one.
                """)
        }
        return text
    }

    private func insertRoot(_ transaction: any Transaction) throws(AdminError) -> ClientWithSecret {
        try insertClient(
            name: try DisplayName("root"), scopes: [.all], userID: nil, in: nil, for: OperatorCall(), transaction)
    }
}
