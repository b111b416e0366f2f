import Domain
import NIOCore
import Testing

@testable import Edge

extension ConnectionLimit {
    fileprivate func place(_ address: SocketAddress?) -> Place? { try? take(address) }
}

struct ConnectionLimitTests {
    private func address(_ text: String) throws -> SocketAddress { try SocketAddress(ipAddress: text, port: 1) }

    @Test func `there are as many places as were given, over all addresses and sockets`() throws {
        let limit = ConnectionLimit(total: 3, perAddress: 0, exempt: [])
        let first = try #require(limit.place(try address("192.0.2.1")))
        #expect(try limit.place(address("192.0.2.1")) != nil && limit.place(nil) != nil)
        #expect(try limit.place(address("192.0.2.2")) == nil && limit.place(nil) == nil)
        limit.giveBack(first)
        #expect(limit.place(nil) != nil)
        #expect(limit.place(nil) == nil)
    }

    @Test func `an address has its own bound, and gives back its own`() throws {
        let limit = ConnectionLimit(total: 100, perAddress: 1, exempt: [])
        let one = try #require(limit.place(try address("192.0.2.1")))
        let two = try #require(limit.place(try address("192.0.2.2")))
        #expect(try limit.place(address("192.0.2.1")) == nil && limit.place(address("192.0.2.2")) == nil)
        limit.giveBack(two)
        #expect(try limit.place(address("192.0.2.1")) == nil && limit.place(address("192.0.2.2")) != nil)
        limit.giveBack(one)
        #expect(try limit.place(address("192.0.2.1")) != nil)
    }

    @Test func `an IPv6 network is one peer, and an IPv4 address in IPv6 clothes is itself`() throws {
        let limit = ConnectionLimit(total: 100, perAddress: 1, exempt: [])
        #expect(try limit.place(address("2001:db8::1")) != nil && limit.place(address("2001:db8::ffff:2")) == nil)
        #expect(try limit.place(address("2001:db8:0:1::1")) != nil)
        #expect(try limit.place(address("192.0.2.1")) != nil && limit.place(address("::ffff:192.0.2.1")) == nil)
    }

    @Test func `a peer that stands for many has no bound but the total`() throws {
        let limit = ConnectionLimit(total: 5, perAddress: 1, exempt: [try #require(AddressBlock("10.0.0.0/8"))])
        for _ in 0..<5 { #expect(try limit.place(address("10.1.2.3")) != nil) }
        #expect(try limit.place(address("10.1.2.3")) == nil)
    }

    @Test func `why there is no place is told, the whole before the address`() throws {
        let limit = ConnectionLimit(total: 2, perAddress: 1, exempt: [])
        let one = try address("192.0.2.1")
        _ = try limit.take(one)
        #expect(try #require(throws: ConnectionLimit.NoPlace.self) { try limit.take(one) }.reason == .tooManyOfAddress)
        _ = try limit.take(nil)
        #expect(try #require(throws: ConnectionLimit.NoPlace.self) { try limit.take(one) }.reason == .tooMany)
    }

    @Test func `descriptors are promised only where the system has them`() {
        #expect(DescriptorBudget.fit(connections: 1, reserve: 1) == 1)
        let most = DescriptorBudget.fit(connections: Int(Int32.max), reserve: 100)
        #expect(most >= 1 && most < Int(Int32.max))
        #expect(DescriptorBudget.fit(connections: 1, reserve: Int(Int32.max)) == 0)
    }
}
