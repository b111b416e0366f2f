import HTTPClient
import LoopbackSupport
import Testing

@Suite struct TransportTests {
    @Test func `a reply comes with its status, its headers by any case, and its body`() throws {
        try LoopbackServer.run { _ in
            .status(418, ["X-Request-Id": " r1 "], "short\nstout")
        } _: { server in
            let response = try transport().send(Request(.get, server.url + "/pot"))
            #expect(response.status == 418)
            #expect(response.headers["x-request-ID"] == "r1")
            #expect(String(decoding: response.body, as: UTF8.self) == "short\nstout")
        }
    }

    @Test func `method, path, headers and body arrive as they were given`() throws {
        try LoopbackServer.run { _ in
            .status(204)
        } _: { server in
            let headers: Headers = ["Content-Type": "text/plain", "X-Empty": ""]
            let request = Request(.patch, server.url + "/a%2Fb?c=d", headers: headers, body: Array("é\0x".utf8))
            let response = try transport().send(request)
            #expect(response.status == 204)
            let seen = try #require(server.requests.first)
            #expect(seen.line == "PATCH /a%2Fb" && seen.query("c") == "d" && seen.body == "é\0x")
            #expect(seen.headers["user-agent"] == "test/1" && seen.headers["content-type"] == "text/plain")
            #expect(seen.headers["x-empty"] == "" && seen.headers["expect"] == nil)
        }
    }

    @Test(arguments: [Request.Method.post, .patch])
    func `a body that is left out goes as an empty one without a type`(method: Request.Method) throws {
        try LoopbackServer.run { _ in
            .status(200)
        } _: { server in
            _ = try transport().send(Request(method, server.url))
            let seen = try #require(server.requests.first)
            #expect(seen.headers["content-length"] == "0" && seen.headers["content-type"] == nil)
        }
    }

    @Test func `a path is sent as it is written`() throws {
        try LoopbackServer.run { _ in
            .status(200)
        } _: { server in
            _ = try transport().send(Request(.delete, server.url + "/a/b/../c/./"))
            #expect(server.requests.map(\.target) == ["/a/b/../c/./"])
        }
    }

    @Test func `GETs share a connection`() throws {
        try LoopbackServer.run { _ in
            .status(200)
        } _: { server in
            let transport = transport()
            for _ in 1...3 { _ = try transport.send(Request(.get, server.url)) }
            #expect(server.requests.map(\.connection) == [1, 1, 1])
        }
    }

    @Test func `calls from several threads do not mix`() async throws {
        let transport = transport()
        try await LoopbackServer.runAsync {
            .status(200, [:], $0.target)
        } _: { url in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...64 {
                    group.addTask {
                        let response = try transport.send(Request(.get, url + "/\(number)"))
                        return String(decoding: response.body, as: UTF8.self) == "/\(number)"
                    }
                }
                for try await isOwn in group { #expect(isOwn) }
            }
        }
    }

    @Test func `a redirect is an answer and is not followed`() throws {
        try LoopbackServer.run { _ in
            .status(302, ["Location": "/elsewhere"])
        } _: { server in
            let response = try transport().send(Request(.get, server.url))
            #expect(response.status == 302)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a reply past the bound is refused, one at the bound is not`() throws {
        try LoopbackServer.run {
            .status(200, [:], String(repeating: "x", count: $0.path == "/11" ? 11 : 10))
        } _: {
            server in
            let transport = transport { $0.maxBodyBytes = 10 }
            let response = try transport.send(Request(.get, server.url + "/10"))
            #expect(response.body.count == 10)
            #expect(throws: TransportError.tooLarge(limitBytes: 10)) {
                try transport.send(Request(.get, server.url + "/11"))
            }
        }
    }

    @Test func `a header that holds a line break is refused and nothing is sent`() throws {
        try LoopbackServer.run { _ in
            .status(200)
        } _: { server in
            #expect(throws: TransportError.self) {
                try transport().send(Request(.get, server.url, headers: ["X": "a\r\nY: b"]))
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "not an address"])
    func `only http and https are spoken`(url: String) {
        #expect(throws: TransportError.self) { try transport().send(Request(.get, url)) }
    }

    @Test func `nobody listening and silence have errors of their own`() throws {
        try LoopbackSocket.withDeadURL { url in
            #expect(throws: TransportError.couldNotConnect("connection refused")) {
                try transport().send(Request(.get, url))
            }
        }
        try LoopbackServer.run { _ in
            .silence
        } _: { server in
            #expect(throws: TransportError.timedOut("no answer in time")) {
                try transport { $0.totalTimeoutMilliseconds = 100 }.send(Request(.get, server.url))
            }
        }
    }
}

/// A transport that makes no pauses.
func transport(_ change: (inout TransportConfiguration) -> Void = { _ in }) -> Transport {
    var configuration = TransportConfiguration(userAgent: "test/1")
    configuration.retry.pause = { _ in }
    change(&configuration)
    return Transport(configuration)
}
