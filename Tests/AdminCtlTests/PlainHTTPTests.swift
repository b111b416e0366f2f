import Foundation
import LoopbackSupport
import Testing

@testable import adminctl

/// A credential that travels where others can read it.
@Suite struct PlainHTTPTests {
    @Test func `one warning for a credential over plain http to another host, none where it is known to be safe`()
        throws
    {
        // The proxy stands for the network.
        try LoopbackServer.run { _ in
            .status(404)
        } _: { proxy in
            let environment = StubServer.credential("http://keyhold.invalid")
                .merging(["http_proxy": proxy.url, "no_proxy": ""]) { $1 }
            let talk = try Program.run(["team", "list"], environment).talk
            #expect(talk.hasPrefix("adminctl: warning: a credential goes to keyhold.invalid over plain http"))
            #expect(talk.components(separatedBy: "warning").count == 2, "\(talk)")
            let silenced = environment.merging([PlainHTTPWarning.silencer: "1"]) { $1 }
            #expect(try !Program.run(["team", "list"], silenced).talk.contains("warning"))
            #expect(try !Program.run(["status"], environment).talk.contains("warning"))
            #expect(proxy.requests.count == 3)
        }
    }

    @Test func `on this machine nothing is warned of, and no proxy asked`() throws {
        try StubServer.run { server in
            try LoopbackServer.run { _ in
                .status(502)
            } _: { proxy in
                let proxies = ["http_proxy", "all_proxy", "ALL_PROXY"].map { ($0, proxy.url) }
                let environment = StubServer.credential(server.url)
                    .merging(proxies + [("no_proxy", "")]) { $1 }
                let outcome = try Program.run(["team", "list", "-o", "name"], environment)
                #expect(outcome.status == 0 && outcome.talk.isEmpty && proxy.requests.isEmpty, "\(outcome.talk)")
            }
        }
    }
}
