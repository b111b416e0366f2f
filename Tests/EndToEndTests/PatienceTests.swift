import Foundation
import Testing

/// Peers that take their time, or more than their share.
@Suite struct `A slow or greedy peer` {
    private let hasty = [
        "KEYHOLD_SERVER_HEAD_TIMEOUT_SECONDS": "1", "KEYHOLD_SERVER_BODY_TIMEOUT_SECONDS": "1",
        "KEYHOLD_SERVER_HANDSHAKE_TIMEOUT_SECONDS": "1",
    ]

    @Test func `whose body dribbles is answered with 408 and cut off`() throws {
        try withDaemon(hasty) { daemon, token in
            for framing in ["Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n186a0\r\n"] {
                let connection = try RawConnection(port: daemon.port)
                connection.send(post("/v1/organizations", token) + framing)
                connection.dribble(" ")
                let reply = try #require(connection.reply())
                #expect(reply.status == 408 && reply.body.contains("\"request_timeout\""), "\(reply.text)")
                #expect(reply.text.lowercased().contains("connection: close"))
                #expect(connection.waitForEnd())
            }
            #expect(try cut(daemon, "body_timeout") == 2)
            #expect(try daemon.client().listOrganizations().items.isEmpty)
        }
    }

    @Test func `whose body nobody waits for is cut off all the same`() throws {
        try withDaemon(hasty) { daemon, _ in
            let connection = try RawConnection(port: daemon.port)
            connection.send("POST /v1/organizations HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
            #expect(connection.reply()?.status == 401)
            connection.dribble(" ")
            #expect(connection.waitForEnd())
        }
    }

    @Test func `whose head dribbles is answered with 408 and cut off`() throws {
        try withDaemon(hasty) { daemon, _ in
            for head in ["GET /", "GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: "] {
                let connection = try RawConnection(port: daemon.port)
                connection.send(head)
                connection.dribble("E")
                let reply = try #require(connection.reply())
                #expect(reply.status == 408 && reply.body.contains("\"request_timeout\""), "\(reply.text)")
                #expect(connection.waitForEnd())
            }
            // The second request of a connection has no more time than the first.
            let connection = try RawConnection(port: daemon.port)
            connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(connection.reply()?.status == 200)
            connection.send("GET /hea")
            connection.dribble("l")
            #expect(connection.reply()?.status == 408)
            #expect(connection.waitForEnd())
        }
    }

    @Test func `whose TLS handshake never comes, or stops half-way, is cut off`() throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            let settings = certificates.settings.merging(hasty) { $1 }
            try folder.serve(settings, listen: ["127.0.0.1:0 tls", "127.0.0.1:0 metrics"]) { daemon in
                let hello: [UInt8] = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03]
                for bytes in [[], hello, Array(hello.prefix(3))] {
                    let connection = try RawConnection(port: daemon.port)
                    connection.send(bytes)
                    #expect(connection.waitForEnd())
                }
                #expect(try cut(daemon, "handshake_timeout", at: 1) == 3)
                let reply = try Curl("--cacert", certificates.authority, daemon.url + "/healthz")
                #expect(reply.status == 200)
            }
        }
    }

    @Test func `that is silent is cut off, before a request and after one`() throws {
        try withDaemon(["KEYHOLD_SERVER_IDLE_TIMEOUT_SECONDS": "1"]) { daemon, token in
            let silent = try RawConnection(port: daemon.port)
            let done = try RawConnection(port: daemon.port)
            done.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(done.reply()?.status == 200)
            // This one is answered ahead of the router.
            let hot = try RawConnection(port: daemon.port)
            hot.send(verify(token))
            #expect(hot.reply()?.status == 200)
            #expect(silent.waitForEnd() && done.waitForEnd() && hot.waitForEnd())
        }
    }

    @Test func `that sends several requests at once gets the replies in their order`() throws {
        try withDaemon { daemon, token in
            let connection = try RawConnection(port: daemon.port)
            let health = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
            for _ in 0..<20 {
                connection.send(verify(token) + health + verify(token) + verify(token) + health)
                for isVerify in [true, false, true, true, false] {
                    let reply = try #require(connection.reply())
                    #expect(reply.status == 200 && reply.body.contains("\"malformed\"") == isVerify, "\(reply.text)")
                }
            }
        }
    }

    @Test func `that does not read its replies is cut off`() throws {
        try withDaemon(["KEYHOLD_SERVER_REPLY_TIMEOUT_SECONDS": "1"]) { daemon, _ in
            let connection = try RawConnection(port: daemon.port)
            let request = "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
            connection.send(String(repeating: request, count: 200))
            let patience = ContinuousClock.now + .seconds(60)
            while try cut(daemon, "reply_timeout") == 0, ContinuousClock.now < patience {}
            #expect(try cut(daemon, "reply_timeout") == 1)
            withExtendedLifetime(connection) {}
        }
    }

    @Test func `that announces a huge body, or sends one, is answered with 413 and cut off`() throws {
        try withDaemon { daemon, token in
            let announced = "Content-Length: 9999999999\r\n"
            for head in [
                post("/v1/organizations", token) + announced, post("/v1/organizations", "wrong") + announced,
                "GET /healthz HTTP/1.1\r\nHost: a\r\n" + announced,
                post("/v1/organizations", token) + announced + "Expect: 100-continue\r\n",
            ] {
                let connection = try RawConnection(port: daemon.port)
                connection.send(head + "\r\n{")
                let reply = try #require(connection.reply())
                #expect(reply.status == 413 && reply.text.lowercased().contains("connection: close"), "\(reply.text)")
                #expect(connection.waitForEnd())
            }
            let connection = try RawConnection(port: daemon.port)
            connection.send(post("/v1/organizations", token) + "Transfer-Encoding: chunked\r\n\r\n")
            let chunk = "10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n"
            for _ in 0..<40 { connection.send(chunk) }
            #expect(connection.reply()?.status == 413)
            #expect(connection.waitForEnd())
        }
    }

    @Test func `that packs its body is told to send it as it is`() throws {
        try withDaemon { daemon, token in
            for encoding in ["gzip", "br", "deflate, gzip", "GZIP"] {
                let reply = try daemon.raw(
                    post("/v1/organizations", token) + "Content-Encoding: \(encoding)\r\nContent-Length: 2\r\n\r\n{}")
                #expect(reply?.status == 415 && reply?.body.contains("Content-Encoding") == true, "\(encoding)")
            }
            let plain = try daemon.raw(
                post("/v1/organizations", token)
                    + "Content-Encoding: identity\r\nContent-Length: 15\r\n\r\n{\"name\": \"One\"}")
            #expect(plain?.status == 201)
        }
    }

    @Test func `that waits to be asked for its body is asked once`() throws {
        try withDaemon { daemon, token in
            let connection = try RawConnection(port: daemon.port)
            for name in ["One", "Two"] {
                connection.send(
                    post("/v1/organizations", token) + "Expect: 100-continue\r\nContent-Length: 15\r\n\r\n")
                #expect(connection.reply()?.text == "HTTP/1.1 100 Continue\r\n\r\n")
                connection.send("{\"name\": \"\(name)\"}")
                #expect(connection.reply()?.status == 201)
            }
        }
    }

    @Test func `that names no host, or two, is refused`() throws {
        try withDaemon { daemon, _ in
            for hosts in ["", "Host: a\r\nHost: a\r\n", "Host: a\r\nhost: b\r\n"] {
                let connection = try RawConnection(port: daemon.port)
                connection.send("GET /healthz HTTP/1.1\r\n\(hosts)\r\n")
                let reply = try #require(connection.reply())
                #expect(reply.status == 400 && reply.body.contains("\"param\":\"Host\""), "\(reply.text)")
                #expect(connection.waitForEnd())
            }
            // A good request before it is answered first.
            let connection = try RawConnection(port: daemon.port)
            connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n")
            #expect(connection.reply()?.status == 200)
            #expect(connection.reply()?.status == 400)
        }
    }

    private func withDaemon(
        _ settings: [String: String] = [:], _ body: (Daemon, _ token: String) throws -> Void
    ) throws {
        try Folder.run { folder in
            try folder.serve(settings) { daemon in
                try body(daemon, try daemon.client().accessToken().revealSecret())
                #expect(daemon.stop() == 0)
            }
        }
    }

    private func post(_ path: String, _ token: String) -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/json\r\n"
    }

    private func verify(_ token: String) -> String {
        post("/v1/keys/verify", token) + "Content-Length: 13\r\n\r\n{\"key\":\"khk\"}"
    }

    private func cut(_ daemon: Daemon, _ reason: String, at index: Int = 0) throws -> Int {
        try daemon.metric("keyhold_connections_cut_total{reason=\"\(reason)\"}", at: index)
    }
}

extension Daemon {
    /// What a sample of `/metrics` says; 0 for one that is not there.
    func metric(_ name: String, at index: Int = 0) throws -> Int {
        let connection = try RawConnection(port: port(index))
        connection.send("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let lines = connection.reply()?.body.split(separator: "\n") ?? []
        return lines.first { $0.hasPrefix(name + " ") }.flatMap { Int($0.dropFirst(name.count + 1)) } ?? 0
    }
}
