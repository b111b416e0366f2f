/// Finds secrets in bytes of any kind.
enum SecretFinder {
    private static let wordLength = 8
    private static let blockLength = 64
    private static let k = UInt64(repeatingByte: UInt8(ascii: "k"))
    private static let h = UInt64(repeatingByte: UInt8(ascii: "h"))
    private static let low = UInt64(repeatingByte: 0x01)
    private static let high = UInt64(repeatingByte: 0x80)

    /// Calls `found` for every secret that lies wholly in `bytes`, with the offset of its first byte.
    static func find(in bytes: UnsafeRawBufferPointer, _ found: (Int, FoundSecret) -> Void) {
        // A secret that starts later than this does not fit.
        let end = bytes.count - SecretForm.length + 1
        guard end > 0, let base = bytes.baseAddress else { return }
        var offset = 0
        // A block and the byte after it are within `bytes`, as more than one byte follows `end`.
        while offset + blockLength <= end {
            if mayHoldPrefix(base + offset) { check(bytes, from: offset, to: offset + blockLength, found) }
            offset += blockLength
        }
        check(bytes, from: offset, to: end, found)
    }

    /// Whether a `k` with an `h` after it starts in the block: rare in any text, and found a word at a time, as a zero
    /// byte in `(word ^ k…k) | (next word ^ h…h)` (Warren, Hacker's Delight, §6–1).
    @inline(__always)
    private static func mayHoldPrefix(_ address: UnsafeRawPointer) -> Bool {
        var hits: UInt64 = 0
        var offset = 0
        while offset < blockLength {
            let first = (address + offset).loadUnaligned(as: UInt64.self)
            let second = (address + offset + 1).loadUnaligned(as: UInt64.self)
            let difference = (first ^ k) | (second ^ h)
            hits |= (difference &- low) & ~difference
            offset += wordLength
        }
        return hits & high != 0
    }

    private static func check(
        _ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, _ found: (Int, FoundSecret) -> Void
    ) {
        for offset in start..<end where bytes[offset] == UInt8(ascii: "k") && bytes[offset + 1] == UInt8(ascii: "h") {
            let candidate = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + SecretForm.length])
            if let secret = FoundSecret(candidate) { found(offset, secret) }
        }
    }
}

extension UInt64 {
    fileprivate init(repeatingByte byte: UInt8) {
        self = UInt64(byte) &* 0x0101_0101_0101_0101
    }
}
