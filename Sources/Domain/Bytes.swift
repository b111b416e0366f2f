/// Writes small numbers in few bytes: unsigned ones in base 128 (LEB128, as DWARF 5 §7.6 has it), the others little-endian.
public struct ByteWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    public mutating func add(_ byte: UInt8) { bytes.append(byte) }

    public mutating func add(contentsOf more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// As many of the low bytes as asked for.
    public mutating func add(_ value: UInt64, bytes count: Int) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (place * 8))) }
    }

    public mutating func add(variable value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }
}

/// Reads what `ByteWriter` has written. Each function is `nil` where the bytes do not say such a thing.
public struct ByteReader: Sendable {
    private var rest: ArraySlice<UInt8>

    public init(_ bytes: [UInt8]) { rest = bytes[...] }

    public var isAtEnd: Bool { rest.isEmpty }

    public mutating func byte() -> UInt8? { rest.popFirst() }

    public mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    public mutating func fixed(bytes count: Int) -> UInt64? {
        bytes(count)?.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Of 63 bits at most.
    public mutating func variable() -> Int64? {
        var value: Int64 = 0
        for place in 0..<9 {
            guard let byte = rest.popFirst() else { return nil }
            value |= Int64(byte & 0x7F) << (place * 7)
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }
}
