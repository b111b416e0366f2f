import LoopbackSupport
import Testing

@testable import adminctl

@Suite struct SearchTests {
    @Test(arguments: [("user", "users"), ("team", "teams"), ("client", "oauth/clients"), ("key", "keys")])
    func `a search and an order are the server's, and go along from page to page`(
        _ noun: String, _ path: String
    ) throws {
        try LoopbackServer.run { request in
            if request.line == "POST /oauth2/token" {
                return .json(#"{"access_token":"kha_t","token_type":"Bearer","expires_in":60,"scope":"*"}"#)
            }
            let isLast = request.query("after") == "a"
            return .json(
                #"""
                {"object":"list","data":[],"has_more":\#(!isLast),"first_id":"a","last_id":"\#(isLast ? "b" : "a")",\#
                "total":0}
                """#)
        } _: { server in
            let outcome = try Program.run(
                [noun, "list", "--search", "50% of&x", "--order=-name"], StubServer.credential(server.url))
            #expect(outcome.status == 0, "\(outcome.talk)")
            let pages = server.requests.filter { $0.path == "/v1/\(path)" }
            #expect(pages.map { $0.query("after") } == [nil, "a"])
            #expect(pages.allSatisfy { $0.query("search") == "50% of&x" && $0.query("sort") == "-name" })
        }
    }
}
