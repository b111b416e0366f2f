/// An identifier that remembers what it identifies: a key's id where a team's is wanted does not compile.
///
/// A UUIDv7 (RFC 9562 §5.7), written as 36 lowercase characters. Ids made later sort after ids made earlier.
public struct Identifier<Entity>: Hashable, Sendable, Comparable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads the canonical text form; `nil` for anything else, uppercase included, so that one id has one spelling.
    public init?(_ text: some StringProtocol) {
        let parsed: Self?? = text.utf8.withContiguousStorageIfAvailable { Self(utf8: UnsafeRawBufferPointer($0)) }
        guard let id = parsed ?? Array(text.utf8).withUnsafeBytes({ Self(utf8: $0) }) else { return nil }
        self = id
    }

    /// The same for text where it lies.
    public init?(utf8 bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 36 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for position in 0..<36 {
            if position == 8 || position == 13 || position == 18 || position == 23 {
                guard bytes[position] == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Hexadecimal.value(of: bytes[position]) else { return nil }
            if position < 18 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
        }
        self.init(high: high, low: low)
    }

    public var text: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for shift in stride(from: 60, through: 0, by: -4) {
                if position == 8 || position == 13 { position = Self.dash(buffer, position) }
                buffer[position] = Hexadecimal.digit(UInt8(truncatingIfNeeded: high >> UInt64(shift)) & 15)
                position += 1
            }
            for shift in stride(from: 60, through: 0, by: -4) {
                if position == 18 || position == 23 { position = Self.dash(buffer, position) }
                buffer[position] = Hexadecimal.digit(UInt8(truncatingIfNeeded: low >> UInt64(shift)) & 15)
                position += 1
            }
            return 36
        }
    }

    private static func dash(_ buffer: UnsafeMutableBufferPointer<UInt8>, _ position: Int) -> Int {
        buffer[position] = UInt8(ascii: "-")
        return position + 1
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension Identifier: CustomStringConvertible {
    public var description: String { text }
}

enum Hexadecimal {
    static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
