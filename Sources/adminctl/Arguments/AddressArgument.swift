import ArgumentParser
import Foundation

/// An address range in CIDR form, IPv4 or IPv6; an address alone is the range of that one.
struct AddressArgument: ExpressibleByArgument, Equatable {
    let range: String

    init?(argument: String) {
        guard let range = Self.range(argument) else { return nil }
        self.range = range
    }

    private static func range(_ argument: String) -> String? {
        let parts = argument.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bits = bits(String(parts[0])) else {
            ArgumentReason.give("An address is IPv4 or IPv6, alone or as a range: 10.1.2.3, 10.0.0.0/8, 2001:db8::/32.")
            return nil
        }
        guard parts.count == 2 else { return "\(argument)/\(bits)" }
        guard (1...3).contains(parts[1].count), parts[1].allSatisfy({ ("0"..."9").contains($0) }),
            let length = Int(parts[1]), length <= bits
        else {
            ArgumentReason.give("What stands after the slash is the length of a prefix, 0 to \(bits) for this address.")
            return nil
        }
        return argument
    }

    private static func bits(_ address: String) -> Int? {
        var space = in6_addr()
        if inet_pton(AF_INET, address, &space) == 1 { return 32 }
        return inet_pton(AF_INET6, address, &space) == 1 ? 128 : nil
    }
}
