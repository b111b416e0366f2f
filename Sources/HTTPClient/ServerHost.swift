#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The host that an address names.
public struct ServerHost: Sendable, Equatable {
    public let name: String
    /// What is sent there can be read on the way.
    public let isPlain: Bool

    /// - Parameter url: absolute; nil where it is not.
    public init?(_ url: String) {
        guard let mark = url.firstRange(of: "://") else { return nil }
        isPlain = url[..<mark.lowerBound].lowercased() == "http"
        var rest = url[mark.upperBound...].prefix { !"/?#\\".contains($0) }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        let host = rest.first == "[" ? rest.dropFirst().prefix { $0 != "]" } : rest.prefix { $0 != ":" }
        name = host.lowercased()
    }

    /// This machine itself, whatever the name services say: 127.0.0.0/8, ::1 and the addresses that stand for "here", in
    /// any of their spellings; localhost and all names under it (RFC 6761 §6.3).
    public var isLoopback: Bool {
        if name.contains(":") { return isLoopbackIPv6 }
        // As the resolver reads it: 127.1 and 0x7f000001 are addresses, too.
        var address = in_addr()
        if inet_aton(name, &address) != 0 {
            let bits = UInt32(bigEndian: address.s_addr)
            return bits >> 24 == 127 || bits == 0
        }
        let labels = name.hasSuffix(".") ? name.dropLast() : name[...]
        return labels == "localhost" || labels.hasSuffix(".localhost")
    }

    private var isLoopbackIPv6: Bool {
        var address = in6_addr()
        guard inet_pton(AF_INET6, String(name.prefix { $0 != "%" }), &address) == 1 else { return false }
        return withUnsafeBytes(of: &address) { bytes in
            if bytes.dropLast().allSatisfy({ $0 == 0 }) { return bytes[15] <= 1 }
            // An IPv4 address in IPv6's form (RFC 4291 §2.5.5.2).
            return bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
                && (bytes[12] == 127 || bytes[12...].allSatisfy { $0 == 0 })
        }
    }
}
