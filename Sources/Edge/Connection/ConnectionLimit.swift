import Domain
import NIOCore
import Synchronization

/// How many connections a listener may have, in all and from one address. Who comes beyond it is hung up
/// on at once: descriptors are for those who are being served.
public final class ConnectionLimit: Sendable {
    private let total: Int
    private let perAddress: Int
    private let exempt: [AddressBlock]
    private let open = Mutex(Open())

    private struct Open {
        var total = 0
        var byPeer: [[UInt8]: Int] = [:]
    }

    /// A place among the connections, to be given back once.
    struct Place: Sendable {
        fileprivate let peer: [UInt8]?
    }

    /// - Parameters:
    ///   - perAddress: 0 for no bound but the total. IPv6 addresses count by their /64.
    ///   - exempt: peers that stand for many callers, such as trusted proxies.
    public init(total: Int, perAddress: Int, exempt: [AddressBlock]) {
        self.total = total
        self.perAddress = perAddress
        self.exempt = exempt
    }

    /// - Throws: why there is no place.
    func take(_ address: SocketAddress?) throws(NoPlace) -> Place {
        let peer = peer(address)
        return try open.withLock { open throws(NoPlace) in
            guard open.total < total else { throw NoPlace(reason: .tooMany) }
            if let peer {
                guard open.byPeer[peer, default: 0] < perAddress else { throw NoPlace(reason: .tooManyOfAddress) }
                open.byPeer[peer, default: 0] += 1
            }
            open.total += 1
            return Place(peer: peer)
        }
    }

    struct NoPlace: Error {
        let reason: EdgeCounters.Reason
    }

    func giveBack(_ place: Place) {
        open.withLock { open in
            open.total -= 1
            guard let peer = place.peer, let count = open.byPeer[peer] else { return }
            open.byPeer[peer] = count > 1 ? count - 1 : nil
        }
    }

    /// What an address counts as; `nil` for one that is not counted by itself.
    private func peer(_ address: SocketAddress?) -> [UInt8]? {
        guard perAddress > 0, let text = address?.ipAddress, let address = IPAddress(text),
            !exempt.contains(where: { $0.contains(address) })
        else { return nil }
        return Array(address.bytes.prefix(address.bytes.count == 16 ? 8 : 4))
    }
}
