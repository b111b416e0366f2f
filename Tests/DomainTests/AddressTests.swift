import Domain
import Testing

struct AddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::ffff:c000:201", "192.0.2.1"),
        ("::FFFF:C000:0201", "192.0.2.1"), ("2001:db8::1", "2001:db8::1"), ("2001:0DB8:0:0:0:0:0:1", "2001:db8::1"),
        ("::", "::"), ("::1", "::1"), ("0.0.0.0", "0.0.0.0"), ("::192.0.2.1", "::192.0.2.1"),
    ])
    func `an address has one form, and a mapped IPv4 address is the IPv4 address`(_ text: String, _ form: String) {
        #expect(IPAddress(text)?.text == form)
    }

    @Test(
        arguments: [
            ([192, 0, 2, 1], "192.0.2.1"), ([255, 255, 255, 255], "255.255.255.255"), ([0, 0, 0, 0], "0.0.0.0"),
            ([0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1], "2001:db8::1"),
            ([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 192, 0, 2, 1], "192.0.2.1"), ([], nil), ([1, 2, 3], nil),
            ([UInt8](repeating: 0, count: 17), nil),
        ] as [([UInt8], String?)])
    func `the bytes of an address are the address that its text is`(_ bytes: [UInt8], _ text: String?) {
        let address = bytes.withUnsafeBytes { IPAddress(networkOrder: $0) }
        #expect(address == text.flatMap { IPAddress($0) } && address?.text == text)
    }

    @Test(arguments: [
        "", "192.0.2", "192.0.2.256", "192.0.2.1.1", "192.0.2.01", "0x7f.0.0.1", "2130706433", "192.0.2.1 ",
        "::1%eth0", "[::1]", "1::2::3", "12345::", "example.com", "192.0.2.1/32", "192.0.2.1\u{0}", "１.1.1.1",
    ])
    func `what is no address is refused`(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false),
        ("::/0", "2001:db8::1", true), ("::/0", "10.0.0.1", false), ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false), ("192.0.2.0/31", "192.0.2.1", true), ("192.0.2.0/31", "192.0.2.2", false),
        ("192.0.2.128/25", "192.0.2.127", false), ("192.0.2.128/25", "192.0.2.128", true),
        ("172.16.0.0/12", "172.31.255.255", true), ("172.16.0.0/12", "172.32.0.0", false),
        ("2001:db8::/32", "2001:db8:ffff::", true), ("2001:db8::/32", "2001:db9::", false),
        ("2001:db8::/127", "2001:db8::1", true), ("2001:db8::/127", "2001:db8::2", false), ("::1/128", "::1", true),
        ("::ffff:192.0.2.0/24", "192.0.2.77", true),
    ])
    func `a block holds what its prefix says`(_ block: String, _ address: String, _ isInside: Bool) throws {
        let block = try #require(AddressBlock(block))
        #expect(block.contains(try #require(IPAddress(address))) == isInside)
    }

    @Test(arguments: [
        "10.1.2.3/8", "192.0.2.1/31", "2001:db8::1/64", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1",
        "10.0.0.0/8/8", "10.0.0.0/8 ", "/8", "10.0.0.0/٨", "10.0.0.0/+8", "10.0.0.0/99999999999999999999", "",
    ])
    func `bits beyond the prefix and impossible prefixes are refused`(_ text: String) {
        #expect(AddressBlock(text) == nil)
    }

    @Test(arguments: ["10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32", "::/0"])
    func `a block reads back what it writes`(_ text: String) {
        #expect(AddressBlock(text)?.text == text)
        #expect(AddressBlock(text).flatMap { AddressBlock($0.text) } == AddressBlock(text))
    }
}
