import Domain
import HTTPTypes
import Testing

@testable import Edge

/// What every request's head is held to.
struct HeadRulesTests {
    private static let long = String(repeating: "a", count: 2000)

    private func fault(_ authority: String?, _ fields: HTTPFields = [:], path: String? = "/a") -> AdminError? {
        let request = HTTPRequest(
            method: .get, scheme: "https", authority: authority, path: path, headerFields: fields)
        return HeadRules.fault(ofStream: request, maximumBytes: 1000)
    }

    private func hosts(_ values: String...) -> HTTPFields {
        HTTPFields(values.map { HTTPField(name: .host, value: $0) })
    }

    @Test func `a request names its host once, or twice alike`() {
        #expect(fault("a.example:8443") == nil && fault(nil, hosts("a")) == nil)
        #expect(fault("a.Example", hosts("A.example")) == nil && fault("[2001:db8::1]:1") == nil)
        for (authority, fields) in [
            (nil, hosts()), ("a", hosts("b")), ("a", hosts("a", "a")), (nil, hosts("a", "a")), ("", hosts()),
            (nil, hosts("")), ("a", hosts("")), ("", hosts("a")), ("a", hosts("a:80")),
        ] {
            #expect(fault(authority, fields) == .doubtfulHost, "\(authority ?? "none"), \(fields)")
        }
    }

    @Test(arguments: ["a b", "a,b", "a/b", "u@a", "a?b", "a#b", "a\\b", "a\tb", "\u{E9}", "a\"b"])
    func `what is no host and port is none over any version`(_ text: String) {
        #expect(fault(text) == .doubtfulHost)
        #expect(!HeadRules.namesOneHost(hosts: [text]))
    }

    @Test func `fields are bounded in number and in size`() throws {
        func many(_ count: Int) throws -> HTTPFields {
            HTTPFields(try (0..<count).map { HTTPField(name: try #require(.init("x\($0)")), value: "") })
        }
        #expect(try fault("a", many(200)) == nil && fault("a", many(201)) == .largeHead)
        #expect(fault("a", [.accept: String(Self.long.prefix(900))]) == nil)
        #expect(fault("a", [.accept: Self.long]) == .largeHead)
        #expect(fault("a", path: "/" + Self.long) == .largeHead)
    }

    @Test(arguments: [nil, "", "*", "a", "https://a/b"])
    func `a path begins with a slash`(_ path: String?) {
        #expect(fault("a", path: path) == .doubtfulPath)
    }
}
