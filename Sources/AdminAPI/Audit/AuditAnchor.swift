import Domain
import KeyVault
import Storage

/// How far every chain of the trail had got, kept apart from the trail and sealed: a chain shows by itself that nothing
/// within it is gone, and not that its end is, or all of it.
///
/// It is written behind the commits, so it may be behind the trail, and is never ahead of it.
struct AuditAnchor: Equatable, Sendable {
    /// By organization; `nil`: the platform's.
    var heads: [OrganizationID?: AuditHead]

    private static let purpose = "service_state/audit_anchor"
    private static let format: UInt8 = 1
    private static let hashBytes = 32
    private static let headBytes = 16 + 8 + hashBytes

    init(heads: [OrganizationID?: AuditHead]) { self.heads = heads }

    func sealed(by vault: Vault) throws(AdminError) -> [UInt8] {
        try vault.seal(bytes, for: Self.purpose)
    }

    /// `nil` where it was not sealed with this vault key, or was changed since.
    init?(_ sealed: [UInt8], openedBy vault: Vault) {
        guard let bytes = try? vault.open(sealed, for: Self.purpose) else { return nil }
        self.init(bytes: bytes)
    }

    /// After the format, of each chain: the id (16 bytes, 0 for the platform), the number of its last event (8), and its
    /// hash (32); numbers big-endian.
    private var bytes: [UInt8] {
        var bytes = [Self.format]
        bytes.reserveCapacity(1 + heads.count * Self.headBytes)
        for (organization, head) in heads {
            for number in [organization?.high ?? 0, organization?.low ?? 0, UInt64(bitPattern: head.sequence)] {
                withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
            }
            // One of another length was not written by us: it is found to be another.
            bytes.append(contentsOf: (head.hash + [UInt8](repeating: 0, count: Self.hashBytes)).prefix(Self.hashBytes))
        }
        return bytes
    }

    private init?(bytes: [UInt8]) {
        guard bytes.first == Self.format, (bytes.count - 1).isMultiple(of: Self.headBytes) else { return nil }
        func number(_ position: Int) -> UInt64 { bytes[position..<position + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        heads = [:]
        for start in stride(from: 1, to: bytes.count, by: Self.headBytes) {
            let id = OrganizationID(high: number(start), low: number(start + 8))
            heads[id.high == 0 && id.low == 0 ? nil : id] = AuditHead(
                sequence: Int64(bitPattern: number(start + 16)),
                hash: Array(bytes[start + 24..<start + Self.headBytes]))
        }
    }
}
