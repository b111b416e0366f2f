/// What a scan came to.
public struct ScanReport: Sendable {
    public var findings: [Finding] = []
    /// Files, or objects.
    public var count = 0
    public var bytes = 0
    /// What could not be read, and why.
    public var unread: [String] = []
    /// There were more findings than are kept.
    public var isCut = false

    public init() {}

    public mutating func add(_ other: ScanReport) {
        findings += other.findings
        count += other.count
        bytes += other.bytes
        unread += other.unread
        isCut = isCut || other.isCut
    }

    /// A tree made of nothing but secrets is no leak to look into one by one; memory stays bounded.
    static let mostFindings = 100_000
    static let mostUnread = 1_000
}
