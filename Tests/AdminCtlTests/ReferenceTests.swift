import LoopbackSupport
import Testing

@Suite struct ReferenceTests {
    private static let ids = (1...3).map { "019c222\($0)-0000-7000-8000-00000000000\($0)" }

    @Test(
        arguments: [
            ("ops", 0), ("Research", 2), ("019c2223", 2), (ids[1].uppercased(), 1),
        ])
    func `a team is named by slug, name, the beginning of its id, or all of it`(text: String, index: Int) throws {
        try serve { environment, server in
            let outcome = try Program.run(["team", "get", text, "-o", "name"], environment)
            #expect(outcome.status == 0 && outcome.output == Self.ids[index] + "\n", "\(outcome.talk)")
        }
    }

    @Test(arguments: ["Operations", "019c222"])
    func `what fits several is a usage error that lists them`(text: String) throws {
        try serve { environment, server in
            let outcome = try Program.run(["team", "delete", text, "--yes"], environment)
            #expect(
                outcome.status == 2 && outcome.talk.contains("\(Self.ids[0])  Operations\n  \(Self.ids[1])  Operations")
            )
            #expect(!server.requests.contains { $0.method == "DELETE" })
        }
    }

    @Test(arguments: ["nobody", "019", ""])
    func `what fits none is not found, and three digits are no beginning`(text: String) throws {
        try serve { environment, _ in
            let outcome = try Program.run(["team", "get", text], environment)
            #expect(outcome.status == 3 && outcome.talk.contains("not found"))
        }
    }

    private func serve(_ body: ([String: String], LoopbackServer) throws -> Void) throws {
        let names = [("Operations", "ops"), ("Operations", "ops-2"), ("Research", "research")]
        let teams = zip(Self.ids, names).map { id, name in
            """
            {"id": "\(id)", "object": "team", "organization_id": "o1", "name": "\(name.0)", "slug": "\(name.1)", \
            "description": "", "metadata": {}, "created_at": "2026-01-01T00:00:00.000Z", \
            "updated_at": "2026-01-01T00:00:00.000Z"}
            """
        }
        try LoopbackServer.run { request in
            if request.path == "/oauth2/token" {
                return .json(#"{"access_token":"kha_t","token_type":"Bearer","expires_in":60,"scope":"*"}"#)
            }
            if let index = Self.ids.firstIndex(where: { request.path.hasSuffix($0) }) { return .json(teams[index]) }
            let page = request.query("after").flatMap(Int.init) ?? 0
            return .json(
                #"""
                {"object":"list","data":[\#(teams[page])],"has_more":\#(page < 2),"first_id":null,"last_id":"\#(page + 1)"}
                """#)
        } _: { server in
            try body(StubServer.credential(server.url), server)
        }
    }
}
