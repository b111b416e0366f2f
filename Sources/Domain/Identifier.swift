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
        String(unsafeUninitializedCapacity: Self.textLength) { buffer in
            write(to: UnsafeMutableRawBufferPointer(buffer))
            return Self.textLength
        }
    }

    /// Of the text form, in bytes.
    public static var textLength: Int { 36 }

    /// Writes the text form where it is wanted: `textLength` bytes.
    public func write(to bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= Self.textLength)
        func put(_ digits: UInt64, _ position: Int) {
            bytes.storeBytes(of: digits.bigEndian, toByteOffset: position, as: UInt64.self)
        }
        func putSplit(_ digits: UInt64, _ first: Int, _ second: Int) {
            bytes.storeBytes(of: UInt32(digits >> 32).bigEndian, toByteOffset: first, as: UInt32.self)
            bytes.storeBytes(
                of: UInt32(truncatingIfNeeded: digits).bigEndian, toByteOffset: second, as: UInt32.self)
        }
        put(Hexadecimal.digits(UInt32(high >> 32)), 0)
        putSplit(Hexadecimal.digits(UInt32(truncatingIfNeeded: high)), 9, 14)
        putSplit(Hexadecimal.digits(UInt32(low >> 32)), 19, 24)
        put(Hexadecimal.digits(UInt32(truncatingIfNeeded: low)), 28)
        let dash = UInt8(ascii: "-")
        (bytes[8], bytes[13], bytes[18], bytes[23]) = (dash, dash, dash, dash)
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

    /// The eight lowercase digits as ASCII, the first in the most significant byte: all at once, as ids are written often.
    static func digits(_ value: UInt32) -> UInt64 {
        var nibbles = UInt64(value)
        nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
        // 1 in each byte that holds more than 9: there, adding 6 reaches 16.
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* UInt64(UInt8(ascii: "a") - UInt8(ascii: "0") - 10)
    }
}
