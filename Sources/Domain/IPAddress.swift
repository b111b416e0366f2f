#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An IPv4 or IPv6 address. An IPv4 address in IPv6 clothes (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is the IPv4 address.
public struct IPAddress: Hashable, Sendable {
    /// 4 or 16 bytes, network order.
    public let bytes: [UInt8]

    /// - Parameter bytes: 4 or 16, in network order.
    public init?(networkOrder bytes: UnsafeRawBufferPointer) {
        switch bytes.count {
        case 4: self.bytes = Array(bytes)
        case 16: self.bytes = Self.unmapped(Array(bytes))
        default: return nil
        }
    }

    public init?(_ text: some StringProtocol) {
        let text = String(text)
        // The C functions below stop at a zero byte, and would take whatever stands after it.
        guard !text.utf8.contains(0) else { return nil }
        if let bytes = Self.parse(text, family: AF_INET, count: 4) {
            self.bytes = bytes
        } else if let bytes = Self.parse(text, family: AF_INET6, count: 16) {
            self.bytes = Self.unmapped(bytes)
        } else {
            return nil
        }
    }

    private static func unmapped(_ bytes: [UInt8]) -> [UInt8] {
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes.suffix(4)) : bytes
    }

    public var text: String {
        // Nearly every audit row has one.
        if bytes.count == 4 { return "\(bytes[0]).\(bytes[1]).\(bytes[2]).\(bytes[3])" }
        var output = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(AF_INET6, bytes, &output, socklen_t(output.count))
        return String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func parse(_ text: String, family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}

/// A block of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3): `10.0.0.0/8`, `2001:db8::/32`. A bare address is a
/// block of one.
public struct AddressBlock: Hashable, Sendable {
    public let base: IPAddress
    public let prefixLength: Int

    /// `nil` for what is no address, for a prefix longer than the address, and for a base with bits set beyond the
    /// prefix: `10.1.2.3/8` is more likely a slip than a wish.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0]) else { return nil }
        let bits = address.bytes.count * 8
        guard parts.count == 2 else {
            self.init(base: address, prefixLength: bits)
            return
        }
        guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let length = Int(parts[1]), length <= bits else {
            return nil
        }
        self.init(base: address, prefixLength: length)
        guard Self.isClear(address.bytes, from: length) else { return nil }
    }

    private init(base: IPAddress, prefixLength: Int) {
        self.base = base
        self.prefixLength = prefixLength
    }

    public var text: String { "\(base.text)/\(prefixLength)" }

    public func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == base.bytes.count else { return false }
        let whole = prefixLength / 8
        guard address.bytes.prefix(whole) == base.bytes.prefix(whole) else { return false }
        guard prefixLength % 8 > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (prefixLength % 8))
        return address.bytes[whole] & mask == base.bytes[whole] & mask
    }

    private static func isClear(_ bytes: [UInt8], from bit: Int) -> Bool {
        (bit..<bytes.count * 8).allSatisfy { bytes[$0 / 8] & (0x80 >> UInt8($0 % 8)) == 0 }
    }
}
