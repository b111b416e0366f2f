import Domain

/// A text as a reader sees it, or a program that decodes it: percent-encoding undone, as often as it was done, and without
/// what does not show. Each of its bytes remembers where in the text it stands.
struct SeenText {
    let source: [UInt8]
    /// What is no ASCII stands as one byte that is none.
    private(set) var bytes: [UInt8] = []
    /// By byte, in `source`.
    private(set) var places: [Range<Int>] = []

    init(_ text: String) {
        source = Array(text.utf8)
        bytes.reserveCapacity(source.count)
        places.reserveCapacity(source.count)
        let (decoded, origins) = Self.decoded(source)
        var position = 0
        while position < decoded.count {
            let (scalar, length) = Self.scalar(in: decoded[position...])
            let place = origins[position].lowerBound..<origins[position + length - 1].upperBound
            position += length
            if let scalar, scalar.doesNotShow, !Self.endsLine(scalar) { continue }
            bytes.append(scalar.map { $0.isASCII ? UInt8($0.value) : 0xFF } ?? 0xFF)
            places.append(place)
        }
    }

    /// The first character of some bytes and its length; none, and 1, where they begin with none (RFC 3629 §3).
    private static func scalar(in bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, Int) {
        guard let first = bytes.first else { return (nil, 1) }
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = max(1, (~first).leadingZeroBitCount)
        let scalars = String(validating: bytes.prefix(length), as: UTF8.self)?.unicodeScalars
        return scalars?.count == 1 ? (scalars?.first, length) : (nil, 1)
    }

    private static func decoded(_ source: [UInt8]) -> ([UInt8], [Range<Int>]) {
        var bytes: [UInt8] = []
        var places: [Range<Int>] = []
        var position = 0
        while position < source.count {
            let start = position
            var byte = source[position]
            position += 1
            // `%255F` is what an encoded `%5F` becomes when it is encoded again.
            while byte == UInt8(ascii: "%"), let next = hexadecimal(source[position...].prefix(2)) {
                byte = next
                position += 2
            }
            bytes.append(byte)
            places.append(start..<position)
        }
        return (bytes, places)
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
            return nil
        }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// A secret does not go on in the next line: what stands there is another word.
    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        ["\t", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
    }
}
