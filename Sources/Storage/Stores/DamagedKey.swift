import Domain

/// A key whose row cannot be read. Nothing of it may count: what is not there might be what it is restricted to.
public struct DamagedKey: Sendable {
    /// `nil` where even that cannot be read.
    public let organizationID: OrganizationID?
    /// Of its secrets, as far as they can be read.
    public let digests: [SecretDigest]
    /// Names the row and the column.
    public let problem: String

    init(_ row: any RowView, _ error: AdminError) {
        organizationID = Self.read { () throws(AdminError) in try row.id(0, Organization.self) }
        digests = [13, 15].compactMap { column in
            Self.read { () throws(AdminError) in try row.digest(column) }
        }
        problem = error.detail ?? error.message
    }

    private static func read<Value>(_ value: () throws(AdminError) -> Value) -> Value? {
        do throws(AdminError) { return try value() } catch { return nil }
    }
}
