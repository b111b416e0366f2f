internal import COpenSSL
import Domain

/// The digits `0-9A-Za-z`, in ASCII order: they survive a double click, a URL and a shell unquoted.
enum Base62 {
    static func digit(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<10: UInt8(ascii: "0") + value
        case 10..<36: UInt8(ascii: "A") + value - 10
        default: UInt8(ascii: "a") + value - 36
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// Appends `count` digits, every one of the 62 equally likely.
    static func appendRandom(_ count: Int, to text: inout [UInt8]) throws(AdminError) {
        let end = text.count + count
        while text.count < end {
            var draw = try RandomBytes.make(48)
            defer { OPENSSL_cleanse(&draw, draw.count) }
            // 248 is the largest multiple of 62 in a byte: keeping the rest would favour the first eight digits.
            for byte in draw where byte < 248 && text.count < end { text.append(digit(byte % 62)) }
        }
    }

    /// Writes `value` over the whole of `digits`, most significant digit first, padded with zeros.
    static func write(_ value: UInt32, over digits: inout ArraySlice<UInt8>) {
        var rest = value
        for index in digits.indices.reversed() {
            digits[index] = digit(UInt8(rest % 62))
            rest /= 62
        }
    }

    /// Whether `digits` is `value` in as many digits, most significant first.
    static func matches(_ value: UInt32, _ digits: Slice<UnsafeRawBufferPointer>) -> Bool {
        var rest = value
        for byte in digits.reversed() {
            guard byte == digit(UInt8(rest % 62)) else { return false }
            rest /= 62
        }
        return rest == 0
    }
}
