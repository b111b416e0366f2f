/// How far an organization's audit trail has got: the last of its events, by number and hash.
public struct AuditHead: Hashable, Sendable {
    /// 0 where there is no event.
    public let sequence: Int64
    public let hash: [UInt8]

    public init(sequence: Int64, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }
}
