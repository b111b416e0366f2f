import AdminClient
import LoopbackSupport
import Testing

@Suite struct ListTests {
    @Test func `a list in an envelope is followed to its end`() throws {
        let answer: LoopbackServer.Handler = { request in
            switch request.query("after") {
            case nil: envelope(["t1", "t2"], hasMore: true)
            case "t2": envelope(["t3"], hasMore: false)
            default: apiError(400, "bad")
            }
        }
        try LoopbackServer.run(issuingTokens(answer)) { server in
            let ids = try client(server.url).teams(pageSize: 2).all().map(\.id)
            #expect(ids == ["t1", "t2", "t3"])
            #expect(server.requests.last?.query("limit") == "2")
        }
    }

    @Test func `a key list is followed by its Link header, on the server that was asked`() throws {
        let answer: LoopbackServer.Handler = { request in
            guard request.query("after") == "k/2&" else {
                let link = #"<http://elsewhere.invalid/x?after=k%2F2%26&limit=2>; rel="next""#
                return .json("[\(keyJSON("k1")), \(keyJSON("k2"))]", ["Link": link])
            }
            return .json("[\(keyJSON("k3"))]")
        }
        try LoopbackServer.run(issuingTokens(answer)) { server in
            let ids = try client(server.url).keys(of: .team("t1"), includeRemoved: true).all().map(\.id)
            #expect(ids == ["k1", "k2", "k3"])
            #expect(server.requests.last?.line == "GET /v1/teams/t1/api_keys")
            #expect(server.requests.last?.query("include_removed") == "true")
        }
    }

    @Test func `an empty list has no pages after the first`() throws {
        try LoopbackServer.run(issuingTokens { _ in envelope([], hasMore: false) }) { server in
            let teams = try client(server.url).teams().all()
            #expect(teams.isEmpty)
        }
    }

    @Test func `a list that stands still is left and not followed for ever`() throws {
        try LoopbackServer.run(issuingTokens { _ in envelope(["t1"], hasMore: true) }) { server in
            let teams = try client(server.url).teams().all()
            #expect(teams.count == 2)
        }
    }

    @Test func `a search stops at what it finds`() throws {
        try LoopbackServer.run(issuingTokens { _ in envelope(["t1", "t2"], hasMore: true) }) { server in
            let team = try client(server.url).teams().first { $0.id == "t2" }
            #expect(team?.id == "t2")
            #expect(server.requests.filter { $0.path == "/v1/teams" }.count == 1)
        }
    }
}

private func envelope(_ ids: [String], hasMore: Bool) -> LoopbackReply {
    let last = ids.last.map { "\"\($0)\"" } ?? "null"
    let data = ids.map { teamJSON($0) }.joined(separator: ",")
    return .json(
        #"{"object": "list", "data": [\#(data)], "has_more": \#(hasMore), "first_id": null, "last_id": \#(last)}"#)
}
