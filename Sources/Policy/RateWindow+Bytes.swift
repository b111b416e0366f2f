import Domain

/// How a window is kept on disk: a version, the unit, the newest charge, which buckets hold something, and those, oldest
/// first, in base 128 (LEB128). A window that was charged once takes 14 bytes.
extension RateWindow {
    private static let version: UInt8 = 1

    public var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 48)
        writer.add(Self.version)
        writer.add(unit.code)
        writer.add(UInt64(bitPattern: newest), bytes: 8)
        let slots = 0..<WindowBuckets.count
        writer.add(slots.reduce(0) { $0 | (buckets[$1] > 0 ? 1 << UInt64($1) : 0) }, bytes: 3)
        for slot in slots where buckets[slot] > 0 { writer.add(variable: UInt64(buckets[slot])) }
        return writer.bytes
    }

    /// `nil` for anything that `bytes` does not make.
    public init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard reader.byte() == Self.version, let code = reader.byte(), let unit = RateLimit.Unit(code: code),
            let newest = reader.fixed(bytes: 8), let mask = reader.fixed(bytes: 3), mask < 1 << WindowBuckets.count
        else { return nil }
        self.init(unit)
        self.newest = Int64(bitPattern: newest)
        guard (Instant.earliest...Instant.latest).contains(Instant(milliseconds: self.newest)) else { return nil }
        for slot in 0..<WindowBuckets.count where mask & 1 << slot != 0 {
            guard let count = reader.variable(), count > 0 else { return nil }
            buckets[slot] = count
        }
        guard reader.isAtEnd else { return nil }
    }
}

extension RateLimit.Unit {
    fileprivate var code: UInt8 {
        switch self {
        case .rps: 1
        case .rpm: 2
        case .rph: 3
        case .rpd: 4
        case .rpw: 5
        }
    }

    fileprivate init?(code: UInt8) {
        guard let unit = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = unit
    }
}
