import ArgumentParser
import Foundation

/// An address range in CIDR form, IPv4 or IPv6; an address alone is the range of that one.
struct AddressArgument: ExpressibleByArgument, Equatable {
    let range: String

    init?(argument: String) {
        let parts = argument.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bits = Self.bits(String(parts[0])) else { return nil }
        guard parts.count == 2 else {
            range = "\(argument)/\(bits)"
            return
        }
        guard (1...3).contains(parts[1].count), parts[1].allSatisfy({ ("0"..."9").contains($0) }),
            let length = Int(parts[1]), length <= bits
        else { return nil }
        range = argument
    }

    private static func bits(_ address: String) -> Int? {
        var space = in6_addr()
        if inet_pton(AF_INET, address, &space) == 1 { return 32 }
        return inet_pton(AF_INET6, address, &space) == 1 ? 128 : nil
    }
}
