import Domain
import HTTPTypes
import NIOCore
import TestSupport
import Testing

@testable import AdminAPI

/// The short ways to what a head says, against the long ones.
struct HeaderReadingTests {
    private static let name = HTTPField.Name("X-One")!
    private static let other = HTTPField.Name("X-Two")!

    @Test(arguments: [[], ["a"], [""], ["a", "b"], ["a", "", "a"]])
    func `a field reads as it does the long way, however often it is there`(_ values: [String]) {
        var fields = HTTPFields()
        fields.append(HTTPField(name: Self.other, value: "x"))
        for value in values {
            fields.append(HTTPField(name: HTTPField.Name("x-ONE")!, value: value))
            fields.append(HTTPField(name: Self.other, value: "y"))
        }
        #expect(fields.value(of: Self.name) == fields[Self.name])
        #expect(fields.value(of: Self.other) == fields[Self.other])
    }

    @Test(
        arguments: [
            ("Bearer abc", "abc"), ("bearer abc", "abc"), ("BEARER abc", "abc"), ("Bearer a b", "a b"),
            ("bearer  a", " a"), ("Bearer  a", " a"), ("Bearer", nil),
            ("Bearer ", nil), ("", nil), ("Basic abc", nil), ("Bearerabc", nil), ("Bearer\tabc", nil), (nil, nil),
            (" Bearer abc", "abc"), ("Bearer é", "é"),
        ] as [(String?, String?)])
    func `a bearer token is what follows the scheme, in whatever case that is`(_ header: String?, _ token: String?) {
        #expect(BearerCredential.text(in: header) == token)
    }

    @Test(arguments: ["192.0.2.1", "0.0.0.0", "2001:db8::1", "::", "::ffff:192.0.2.1", "fe80::1"])
    func `the peer's address is the one that the socket's text says`(_ text: String) throws {
        let socket = try SocketAddress(ipAddress: text, port: 1)
        #expect(IPAddress(socket) == IPAddress(text))
        #expect(IPAddress(try SocketAddress(unixDomainSocketPath: "/s")) == nil)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `a path that is seen to be canonical at once is so segment by segment`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = ["/", "/", "v1", ".", "..", "a.b", "-", "%41", "é", ":", "models", "\\", "?", " ", "~", ""]
        for _ in 0..<5000 {
            let path = (0...Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
            #expect(CanonicalPath.isCanonical(path) == CanonicalPath.isCanonical(inSegments: path), "\(path)")
        }
        #expect(CanonicalPath.isCanonical("/v1/teams/x/api_keys") && !CanonicalPath.isCanonical("/v1//teams"))
    }
}
