/// The digits `0-9A-Za-z`, in ASCII order.
enum Base62 {
    static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
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

    private static func digit(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<10: UInt8(ascii: "0") + value
        case 10..<36: UInt8(ascii: "A") + value - 10
        default: UInt8(ascii: "a") + value - 36
        }
    }
}
