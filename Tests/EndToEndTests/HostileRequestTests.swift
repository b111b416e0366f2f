import Foundation
import Testing

/// What no well-behaved client sends, over plain sockets.
@Suite struct `A hostile request` {
    @Test func `never gets through by a trick in its path`() throws {
        try withDaemon { daemon, token in
            let tricks = [
                "/v1/organizations/", "//v1/organizations", "/v1//organizations", "/v1/../v1/organizations",
                "/v1/./organizations", "/v1%2forganizations", "/v1/organizations%2F", "/%761/organizations",
                "/v1/organizations%00", "/v1/organizations;a", "/v1/organizations\\..", "/V1/organizations",
                "/v1/teams/../organizations", "/v1/organizations/..", "/v1/organizations#a",
                "http://127.0.0.1/v1/organizations/", "http://evil.example//v1/organizations",
                "http://evil.example/healthz/../v1/organizations", "http://evil.example/v1%2Forganizations",
                "https://evil.example?/v1/organizations", "*", "v1/organizations", "?/v1/organizations",
                "/v1/organizations%3flimit=1", "/v1/organizations?/../teams", "/v1/organizations?limit=1&limit=2",
                "/v1/organizations?limit=1%00", "/v1/organizations?l%69mit=1", "/v1/organizations?limit",
                "/v1/organizations??limit=1", "/healthz/", "//healthz", "/healthz/../healthz", "/%68ealthz",
                "/metrics/", "/metrics%20", "/openapi.json/.", "/.well-known/../healthz", "/v1/\u{E9}",
            ]
            for target in tricks {
                for method in ["GET", "HEAD", "POST", "DELETE"] {
                    let reply = try daemon.raw(
                        """
                        \(method) \(target) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\
                        Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}
                        """)
                    let status = try #require(reply?.status, "\(method) \(target)")
                    #expect((400..<500).contains(status), "\(method) \(target): \(status)")
                }
            }
        }
    }

    @Test func `with an absolute target is the same request, with the same need for a token`() throws {
        // RFC 9112 §3.2.2: a server must accept the form that is sent to proxies. The host in it changes nothing.
        try withDaemon { daemon, token in
            let head = "GET http://evil.example/v1/organizations HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            let stranger = try daemon.raw(head + "\r\n")
            #expect(stranger?.status == 401)
            let known = try daemon.raw(head + "Authorization: Bearer \(token)\r\n\r\n")
            #expect(known?.status == 200)
        }
    }

    @Test func `that is no HTTP is refused or cut off, and the daemon serves on`() throws {
        try withDaemon { daemon, token in
            let head = "GET /healthz HTTP/1.1\r\nHost: a\r\n"
            var noise = SeededGenerator(seed: 7)
            let garbage = [UInt8]((0..<4096).map { _ in UInt8.random(in: 0...255, using: &noise) })
            let hostile: [[UInt8]] = [
                garbage, [UInt8](repeating: 0, count: 512), [0x16, 0x03, 0x01, 0x02, 0x00, 0x01] + garbage.prefix(300),
                Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8), Array("GET /healthz\r\n\r\n".utf8),
                Array("get /healthz HTTP/1.1\r\nHost: a\r\n\r\n".utf8), Array("GET /healthz HTTP/9.9\r\n\r\n".utf8),
                Array("GET /healthz HTTP/1.1\nHost: a\n\n".utf8),
                Array("GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n".utf8),
                Array((head + "X-A: a\r\n b\r\n\r\n").utf8), Array((head + "X-A: a\0b\r\n\r\n").utf8),
                Array((head + "X-A: " + String(repeating: "a", count: 200_000) + "\r\n\r\n").utf8),
                Array((head + (0..<3_000).map { "X-\($0): a\r\n" }.joined() + "\r\n").utf8),
                Array("GET /\(String(repeating: "a", count: 200_000)) HTTP/1.1\r\nHost: a\r\n\r\n".utf8),
            ]
            for (number, bytes) in hostile.enumerated() {
                let connection = try RawConnection(port: daemon.port)
                connection.send(bytes)
                connection.finish()
                // The last three are too large, and nothing else is wrong with them.
                let status = number < hostile.count - 3 ? 400 : 431
                if let reply = connection.reply() { #expect(reply.status == status, "number \(number)") }
                try expectService(daemon)
            }
        }
    }

    @Test func `with a doubtful or broken body is refused, and changes nothing`() throws {
        try withDaemon { daemon, token in
            let head = """
                POST /v1/organizations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\
                Content-Type: application/json\r\n
                """
            let body = "{\"name\":\"Smuggled\"}"
            let framings = [
                "Content-Length: 19\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n\(body)\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 19\r\n\r\n\(body)",
                "Content-Length: 19\r\nContent-Length: 20\r\n\r\n\(body) ", "Content-Length: -19\r\n\r\n\(body)",
                "Content-Length: 99999999999999999999999\r\n\r\n\(body)", "Content-Length: 0x13\r\n\r\n\(body)",
                "Content-Length: 9999999999\r\n\r\n\(body)", "Transfer-Encoding: zip\r\n\r\n\(body)",
                "Transfer-Encoding: chunked, identity\r\n\r\n13\r\n\(body)\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n\(body)\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n13\r\n\(body)\r\n", "Content-Length: 40\r\n\r\n\(body)",
                "Content-Length: 7\r\n\r\n{\"name\"",
                "Content-Length: 2000000\r\n\r\n" + String(repeating: " ", count: 2_000_000),
            ]
            for (number, framing) in framings.enumerated() {
                let reply = try daemon.raw(head + framing, thenFinish: true)
                if let reply { #expect((400..<500).contains(reply.status), "number \(number): \(reply.status)") }
                try expectService(daemon)
            }
            #expect(try daemon.client().listOrganizations().items.isEmpty)
            #expect(!String(decoding: daemon.talk.soFar, as: UTF8.self).contains("internal_error"))
        }
    }

    @Test func `that comes half and stops there does not keep others from being served`() throws {
        try withDaemon { daemon, _ in
            let stalled = try (0..<200).map { number -> RawConnection in
                let connection = try RawConnection(port: daemon.port)
                connection.send(number % 2 == 0 ? "GET /healthz HTTP/1.1\r\nHo" : "")
                return connection
            }
            try expectService(daemon)
            #expect(try daemon.adminctl("status").status == 0)
            withExtendedLifetime(stalled) {}
        }
    }

    @Test func `of HTTP 1.0 is answered`() throws {
        try withDaemon { daemon, _ in
            let reply = try daemon.raw("GET /healthz HTTP/1.0\r\nConnection: close\r\n\r\n")
            #expect(reply?.status == 200)
        }
    }

    private func withDaemon(_ body: (Daemon, _ token: String) throws -> Void) throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                try body(daemon, try daemon.client().accessToken().revealSecret())
                #expect(daemon.stop() == 0)
            }
        }
    }

    private func expectService(_ daemon: Daemon) throws {
        let reply = try daemon.raw("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(reply?.status == 200)
    }
}
