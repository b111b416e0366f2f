/// One step of the schema. What has been released is never edited: a change is a new step.
public struct Migration: Hashable, Sendable {
    /// 1, 2, 3 … without a gap.
    public let version: Int
    public let name: String
    /// Any number of statements, triggers included, without BEGIN and COMMIT.
    public let sql: String
    /// FNV-1a, 64 bits, over the text's UTF-8, as 16 lowercase hexadecimal digits. It guards against editing a released
    /// step by accident, not against an attacker: whoever can change the program can change this with it.
    /// Source: Fowler, Noll, Vo, draft-eastlake-fnv.
    public let checksum: String

    public init(version: Int, name: String, sql: String) {
        self.version = version
        self.name = name
        self.sql = sql
        checksum = Self.checksum(of: sql)
    }

    /// `m0002`, as in the file names.
    var label: String { "m" + Self.padded(String(version), to: 4) }

    private static func checksum(of text: String) -> String {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        return padded(String(hash, radix: 16), to: 16)
    }

    private static func padded(_ digits: String, to length: Int) -> String {
        String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
