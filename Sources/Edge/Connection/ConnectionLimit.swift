import Domain
import NIOCore
import Synchronization

/// How many connections there may be, over all listeners together and from one address. Who comes beyond it is hung up
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

    /// `nil` where there is no place.
    func take(_ address: SocketAddress?) -> Place? {
        let peer = peer(address)
        return open.withLock { open in
            guard open.total < total else { return nil }
            if let peer {
                guard open.byPeer[peer, default: 0] < perAddress else { return nil }
                open.byPeer[peer, default: 0] += 1
            }
            open.total += 1
            return Place(peer: peer)
        }
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
