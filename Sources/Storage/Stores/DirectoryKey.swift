import Domain

/// What the key directory keeps of a key: all that the hot path may ask for, and nothing else.
public struct DirectoryKey: Hashable, Sendable {
    public struct Outgoing: Hashable, Sendable {
        public let digest: SecretDigest
        public let beganAt: Instant
        public let endsAt: Instant
        public let lastUsedAt: Instant?
    }

    public let id: APIKeyID
    public let organizationID: OrganizationID
    public let owner: KeyOwner
    public let name: String
    public let isEnabled: Bool
    public let isRemoved: Bool
    public let expiresAt: Instant?
    public let allowedModels: [ModelPattern]?
    public let allowedAddresses: [AddressBlock]
    public let metadata: Metadata
    /// Under any secret.
    public var lastUsedAt: Instant?
    public let nextRotationAt: Instant?
    /// Of the current secret.
    public let digest: SecretDigest
    public let ending: SecretEnding?
    /// Under the current secret.
    public let secretLastUsedAt: Instant?
    /// `nil` for a removed key: its secrets are dead.
    public let outgoing: Outgoing?
}

extension DirectoryKey {
    public init(_ key: APIKey) {
        self.init(
            id: key.id, organizationID: key.organizationID, owner: key.owner, name: key.name.text,
            isEnabled: key.isEnabled, isRemoved: key.isRemoved, expiresAt: key.expiresAt,
            allowedModels: key.allowedModels, allowedAddresses: key.allowedAddresses, metadata: key.metadata,
            lastUsedAt: key.lastUsedAt, nextRotationAt: key.nextRotationAt, digest: key.secrets.current.digest,
            ending: SecretEnding(of: key.secrets.current.masked), secretLastUsedAt: key.secrets.current.lastUse?.at,
            outgoing: key.isRemoved
                ? nil
                : key.secrets.outgoing.map {
                    Outgoing(
                        digest: $0.secret.digest, beganAt: $0.beganAt, endsAt: $0.endsAt,
                        lastUsedAt: $0.secret.lastUse?.at)
                })
    }

    /// Reads the columns of `APIKeyStore.SQL.listForDirectory`. What most keys have nothing of costs next to nothing.
    init(_ row: any RowView) throws(AdminError) {
        let isRemoved = try row.optionalInteger(6) != nil
        self.init(
            id: try row.id(1, APIKey.self), organizationID: try row.id(0, Organization.self),
            owner: try Self.owner(row), name: try row.text(4), isEnabled: try row.bool(5), isRemoved: isRemoved,
            expiresAt: try row.optionalInstant(7), allowedModels: try Self.models(row),
            allowedAddresses: try Self.addresses(row), metadata: try row.labels(10),
            lastUsedAt: try row.optionalInstant(11), nextRotationAt: try row.optionalInstant(12),
            digest: try row.digest(13), ending: SecretEnding(of: try row.text(19)),
            secretLastUsedAt: try row.optionalInstant(14),
            outgoing: isRemoved ? nil : try Self.outgoing(row))
    }

    private static func owner(_ row: any RowView) throws(AdminError) -> KeyOwner {
        if let team = try row.optionalID(2, Team.self) { return .team(team) }
        return .user(try row.id(3, User.self))
    }

    private static func models(_ row: any RowView) throws(AdminError) -> [ModelPattern]? {
        guard try row.optionalBytes(8) != nil else { return nil }
        return try row.list(8, "models") { ModelPattern($0) }
    }

    private static func addresses(_ row: any RowView) throws(AdminError) -> [AddressBlock] {
        let bytes = try row.bytes(9)
        if bytes.elementsEqual("[]".utf8) { return [] }
        return try row.list(9, "address blocks") { AddressBlock($0) }
    }

    private static func outgoing(_ row: any RowView) throws(AdminError) -> Outgoing? {
        guard let digest = try row.optionalDigest(15) else { return nil }
        return Outgoing(
            digest: digest, beganAt: try row.instant(17), endsAt: try row.instant(18),
            lastUsedAt: try row.optionalInstant(16))
    }
}
