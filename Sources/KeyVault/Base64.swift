internal import COpenSSL

/// Base64 with padding, RFC 4648 §4, in memory that is wiped.
enum Base64 {
    /// `nil` for anything but the one canonical spelling: whitespace, a missing `=`, leftover bits that are not zero.
    static func decode(_ text: UnsafeRawBufferPointer) -> SecretBytes? {
        guard !text.isEmpty, text.count.isMultiple(of: 4), text.count <= 4096 else { return nil }
        let padding = text.reversed().prefix(2).prefix { $0 == UInt8(ascii: "=") }.count
        var isAlphabet = true
        let padded = SecretBytes(count: text.count / 4 * 3) { output in
            let count = EVP_DecodeBlock(output.bound.baseAddress, text.bound.baseAddress, Int32(text.count))
            isAlphabet = Int(count) == output.count
        }
        guard isAlphabet else { return nil }
        let bytes = padded.withBytes { SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0.dropLast(padding))) }
        // The decoder skips surrounding blanks and ignores leftover bits; one key has one spelling.
        let canonical = encode(bytes)
        return canonical.withBytes { ConstantTime.equals($0, text) } ? bytes : nil
    }

    static func encode(_ bytes: SecretBytes) -> SecretBytes {
        let count = (bytes.count + 2) / 3 * 4
        // The encoder ends its text with a zero byte.
        let text = SecretBytes(count: count + 1) { output in
            _ = bytes.withBytes { EVP_EncodeBlock(output.bound.baseAddress, $0.bound.baseAddress, Int32($0.count)) }
        }
        return text.withBytes { SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0.dropLast())) }
    }
}

extension Secret {
    /// The text that stands in Base64; `nil` for anything but its one canonical spelling, and for what is no UTF-8.
    public init?(base64 text: some Sequence<UInt8>) {
        let bytes = ContiguousArray(text).withUnsafeBytes { Base64.decode($0) }
        guard let decoded = bytes?.withBytes({ String(validating: $0, as: UTF8.self) }) else { return nil }
        self.init(decoded)
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var bound: UnsafeBufferPointer<UInt8> { assumingMemoryBound(to: UInt8.self) }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate var bound: UnsafeMutableBufferPointer<UInt8> { assumingMemoryBound(to: UInt8.self) }
}
