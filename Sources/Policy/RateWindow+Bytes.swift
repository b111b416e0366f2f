import Domain

/// How a window is kept on disk: a version, the unit, the newest charge, which buckets hold something, and those, oldest
/// first, in base 128 (LEB128). A window that was charged once takes 14 bytes.
extension RateWindow {
    private static let version: UInt8 = 1

    public var bytes: [UInt8] {
        var bytes = [Self.version, unit.code]
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: newest >> ($0 * 8)) }
        let counts = (0..<WindowBuckets.count).map { buckets[$0] }
        let mask = counts.indices.reduce(0) { $0 | (counts[$1] > 0 ? 1 << $1 : 0) }
        bytes += (0..<3).map { UInt8(truncatingIfNeeded: mask >> ($0 * 8)) }
        for count in counts where count > 0 { Self.append(UInt64(count), to: &bytes) }
        return bytes
    }

    /// `nil` for anything that `bytes` does not make.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 13, bytes[0] == Self.version, let unit = RateLimit.Unit(code: bytes[1]) else { return nil }
        self.init(unit)
        newest = (0..<8).reduce(0) { $0 | Int64(bytes[2 + $1]) << ($1 * 8) }
        guard (Instant.earliest...Instant.latest).contains(Instant(milliseconds: newest)) else { return nil }
        let mask = (0..<3).reduce(0) { $0 | Int(bytes[10 + $1]) << ($1 * 8) }
        guard mask < 1 << WindowBuckets.count else { return nil }
        var rest = bytes[13...]
        for slot in 0..<WindowBuckets.count where mask & 1 << slot != 0 {
            guard let count = Self.take(&rest), count > 0 else { return nil }
            buckets[slot] = count
        }
        guard rest.isEmpty else { return nil }
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    private static func take(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        var value: UInt64 = 0
        for place in 0..<9 {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << (place * 7)
            if byte & 0x80 == 0 { return Int64(value) }
        }
        return nil
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
