import Testing

@testable import KeyVault

struct Base62Tests {
    @Test
    func `the digits are the 62 of the alphabet, in ASCII order`() {
        let digits = (0..<62).map { Base62.digit($0) }
        #expect(
            String(decoding: digits, as: UTF8.self) == "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        #expect((UInt8.min...UInt8.max).filter(Base62.isDigit) == digits)
    }

    @Test(arguments: [(UInt32(0), "000000"), (61, "00000z"), (62, "000010"), (UInt32.max, "4gfFC3")])
    func `a number is written big-endian and padded with zeros`(_ value: UInt32, _ text: String) {
        var digits: [UInt8] = [1, 2, 3, 4, 5, 6]
        Base62.write(value, over: &digits[...])
        #expect(String(decoding: digits, as: UTF8.self) == text)
        digits.withUnsafeBytes { #expect(Base62.matches(value, $0[...])) }
        digits.withUnsafeBytes { #expect(!Base62.matches(value ^ 1, $0[...])) }
    }

    /// With 61 degrees of freedom a fair source passes 150 once in 10⁸ runs. Taking a byte modulo 62 without rejection
    /// gives about 5,500 here.
    @Test
    func `every digit is equally likely`() throws {
        let count = 620_000
        var digits: [UInt8] = []
        try Base62.appendRandom(count, to: &digits)
        #expect(digits.count == count)
        var frequencies = [UInt8: Int]()
        for digit in digits { frequencies[digit, default: 0] += 1 }
        let expected = Double(count) / 62
        let chiSquare = (UInt8(0)..<62).reduce(0.0) { sum, value in
            let difference = Double(frequencies[Base62.digit(value)] ?? 0) - expected
            return sum + difference * difference / expected
        }
        #expect(chiSquare < 150)
    }
}
