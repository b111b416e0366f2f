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
    func address(of peer: IPAddress?, _ headers: HTTPFields) -> IPAddress? {
        guard isTrusted(peer) else { return peer }
        return address(of: peer, forwardedFor: headers[values: .xForwardedFor])
    }

    /// - Parameter forwardedFor: the values of `X-Forwarded-For`, in their order.
    func address(of peer: IPAddress?, forwardedFor: [String]) -> IPAddress? {
        guard !forwardedFor.isEmpty, isTrusted(peer) else { return peer }
        var address = peer
        let hops = forwardedFor.flatMap { $0.split(separator: ",") }
        for hop in hops.reversed() {
            guard let next = IPAddress(hop.trimmingPrefix { $0 == " " }.prefix { $0 != " " }) else { return address }
            address = next
            if !isTrusted(next) { return next }
        }
        return address
    }

    private func isTrusted(_ peer: IPAddress?) -> Bool {
        guard let peer else { return trustsUnixSockets }
        return blocks.contains { $0.contains(peer) }
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}
