import Domain
import HTTPTypes

/// Peers whose word on where a request comes from is believed: blocks of addresses, and Unix-socket peers.
public struct TrustedProxies: Sendable {
    private let blocks: [AddressBlock]
    private let trustsUnixSockets: Bool

    public init(blocks: [AddressBlock] = [], trustsUnixSockets: Bool = false) {
        self.blocks = blocks
        self.trustsUnixSockets = trustsUnixSockets
    }

    /// Where a request comes from: the peer, or, as long as that is a trusted proxy, whom it names in `X-Forwarded-For`,
    /// read from its end. What stands to the left of the first address that is not a proxy's may be forged.
    ///
    /// What a proxy says and is no address makes the source unknown, and never the proxy's own address or the one that
    /// stands beside it: either may open what the caller's would not.
    func source(of peer: IPAddress?, _ headers: HTTPFields) -> RequestSource {
        guard isTrusted(peer) else { return RequestSource(peer: peer) }
        return source(
            of: peer, forwardedFor: headers[values: .xForwardedFor],
            isNamedElsewhere: headers.contains(.forwarded) || headers.contains(.xRealIP))
    }

    /// - Parameters:
    ///   - forwardedFor: the values of `X-Forwarded-For`, in their order.
    ///   - isNamedElsewhere: whether there is a `Forwarded` or an `X-Real-IP`. They are not read, as proxies pass them on
    ///     from their callers; but where nothing else is said, the peer is not the caller.
    func source(of peer: IPAddress?, forwardedFor: [String], isNamedElsewhere: Bool) -> RequestSource {
        guard !forwardedFor.isEmpty || isNamedElsewhere, isTrusted(peer) else { return RequestSource(peer: peer) }
        var source = RequestSource.unknown
        for hop in forwardedFor.flatMap({ $0.split(separator: ",") }).reversed() {
            let text = hop.trimmingOptionalWhitespace
            // An empty element of a list is none (RFC 9110 §5.6.1.2).
            if text.isEmpty { continue }
            guard let address = IPAddress(hop: text) else { return .unknown }
            source = .address(address)
            if !isTrusted(address) { break }
        }
        return source
    }

    private func isTrusted(_ peer: IPAddress?) -> Bool {
        guard let peer else { return trustsUnixSockets }
        return blocks.contains { $0.contains(peer) }
    }
}

extension IPAddress {
    /// An address as proxies write it into `X-Forwarded-For`: plain, or with the port that the caller had, and then in
    /// brackets if it is IPv6 (as in RFC 7239 §6). Names, `unknown`, and addresses with a zone are none.
    init?(hop: Substring) {
        if let plain = IPAddress(hop) {
            self = plain
        } else if hop.first == "[", let end = hop.firstIndex(of: "]") {
            let (inside, rest) = (hop[hop.index(after: hop.startIndex)..<end], hop[hop.index(after: end)...])
            guard inside.contains(":"), rest.isEmpty || Self.isPort(rest), let address = IPAddress(inside) else {
                return nil
            }
            self = address
        } else {
            guard let colon = hop.firstIndex(of: ":"), Self.isPort(hop[colon...]),
                let address = IPAddress(hop[..<colon])
            else { return nil }
            self = address
        }
    }

    /// A colon, and what a port can be.
    private static func isPort(_ text: Substring) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.first == ":" && (1...5).contains(digits.count)
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension Substring {
    /// Without the spaces and tabs around it (RFC 9110 §5.6.3).
    fileprivate var trimmingOptionalWhitespace: Substring {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var text = utf8.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return Substring(text)
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let xRealIP = HTTPField.Name("X-Real-IP")!
    /// RFC 7239.
    static let forwarded = HTTPField.Name("Forwarded")!
}
