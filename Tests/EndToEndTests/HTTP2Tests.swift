import Foundation
import Testing

/// What only HTTP/2 lets a peer do.
@Suite struct `A hostile peer over HTTP/2` {
    @Test func `that is silent is cut off: before its preface, after it, and after a request`() throws {
        try withTLS(["KEYHOLD_SERVER_IDLE_TIMEOUT_SECONDS": "1"]) { daemon, _ in
            let beginnings: [[UInt8]] = [
                [], Array(HTTP2Frames.preface.prefix(10)), HTTP2Frames.preface,
                HTTP2Frames.preface + HTTP2Frames.request(1, "GET", "/healthz"),
            ]
            for (number, bytes) in beginnings.enumerated() {
                let connection = try TLSConnection(port: daemon.port, protocols: "h2")
                connection.send(bytes)
                let frames = HTTP2Frames.parse(connection.untilEnd())
                #expect(!connection.isOpen, "number \(number)")
                let isAnswered = frames.contains { $0.type == HTTP2Frames.Kind.headers }
                #expect(isAnswered == (number == 3), "number \(number)")
                if number > 1 { #expect(frames.last?.type == HTTP2Frames.Kind.goAway, "number \(number)") }
            }
        }
    }

    @Test func `whose body never comes is answered, and its stream ended`() throws {
        let hasty = ["KEYHOLD_SERVER_IDLE_TIMEOUT_SECONDS": "2", "KEYHOLD_SERVER_BODY_TIMEOUT_SECONDS": "1"]
        try withTLS(hasty) { daemon, token in
            let connection = try TLSConnection(port: daemon.port, protocols: "h2")
            connection.send(
                HTTP2Frames.preface
                    + HTTP2Frames.request(1, "POST", "/v1/organizations", headers(token), isLast: false)
                    + HTTP2Frames.frame(HTTP2Frames.Kind.data, 0, 1, Array("{".utf8)))
            let frames = HTTP2Frames.parse(connection.untilEnd())
            #expect(!connection.isOpen)
            #expect(text(frames).contains("\"request_timeout\""), "\(frames)")
        }
    }

    @Test func `that announces too much is answered at once`() throws {
        try withTLS(["KEYHOLD_SERVER_IDLE_TIMEOUT_SECONDS": "1"]) { daemon, token in
            let connection = try TLSConnection(port: daemon.port, protocols: "h2")
            let length = [("content-length", "9999999999")]
            connection.send(
                HTTP2Frames.preface
                    + HTTP2Frames.request(1, "POST", "/v1/organizations", headers(token) + length, isLast: false))
            #expect(text(HTTP2Frames.parse(connection.untilEnd())).contains("\"body_too_large\""))
        }
    }

    @Test func `that opens and resets streams without end is told to calm down`() throws {
        try withTLS { daemon, token in
            let connection = try TLSConnection(port: daemon.port, protocols: "h2")
            connection.send(HTTP2Frames.preface)
            for number in 0..<2_000 {
                let stream = UInt32(2 * number + 1)
                connection.send(
                    HTTP2Frames.request(stream, "GET", "/v1/organizations", headers(token)) + HTTP2Frames.reset(stream))
            }
            let frames = HTTP2Frames.parse(connection.untilEnd())
            #expect(!connection.isOpen)
            let goodbyes = frames.filter { $0.type == HTTP2Frames.Kind.goAway }.map { Array($0.payload[4..<8]) }
            // ENHANCE_YOUR_CALM, RFC 9113 §7.
            #expect(goodbyes == [[0, 0, 0, 0x0B]])
        }
    }

    @Test func `has so many streams and no more`() throws {
        let settings = ["KEYHOLD_SERVER_MAX_STREAMS": "5", "KEYHOLD_SERVER_IDLE_TIMEOUT_SECONDS": "1"]
        try withTLS(settings) { daemon, token in
            let connection = try TLSConnection(port: daemon.port, protocols: "h2")
            let streams = (0..<10).flatMap { number in
                HTTP2Frames.request(
                    UInt32(2 * number + 1), "POST", "/v1/organizations", headers(token), isLast: false)
            }
            connection.send(HTTP2Frames.preface + streams)
            let frames = HTTP2Frames.parse(connection.untilEnd())
            #expect(!connection.isOpen)
            let said = try #require(frames.first { $0.type == HTTP2Frames.Kind.settings })
            // SETTINGS_MAX_CONCURRENT_STREAMS, RFC 9113 §6.5.2.
            #expect(said.payload.starts(with: [0, 3, 0, 0, 0, 5]))
            let refused = frames.filter { [HTTP2Frames.Kind.reset, HTTP2Frames.Kind.goAway].contains($0.type) }
            #expect(!refused.isEmpty)
        }
    }

    @Test func `has so much of a head and no more, in one frame or in many`() throws {
        try withTLS(["KEYHOLD_SERVER_IDLE_TIMEOUT_SECONDS": "1"]) { daemon, token in
            let piece = HTTP2Frames.field("x-a", String(repeating: "a", count: 8_000))
            let begin = HTTP2Frames.request(1, "GET", "/v1/organizations", headers(token))
            let large = HTTP2Frames.preface + HTTP2Frames.frame(1, 0x01, 1, Array(begin.dropFirst(9)))
            let many = (0..<2_000).flatMap { _ in HTTP2Frames.frame(HTTP2Frames.Kind.continuation, 0, 1, piece) }
            let few = (0..<8).flatMap { HTTP2Frames.frame(HTTP2Frames.Kind.continuation, $0 == 7 ? 4 : 0, 1, piece) }
            for bytes in [large + many, large + few] {
                let connection = try TLSConnection(port: daemon.port, protocols: "h2")
                connection.send(bytes)
                let frames = HTTP2Frames.parse(connection.untilEnd())
                #expect(!connection.isOpen)
                #expect(!text(frames).contains("\"list\""))
            }
        }
    }

    @Test func `never gets through by a trick in its path`() throws {
        try withTLS(["KEYHOLD_SERVER_IDLE_TIMEOUT_SECONDS": "1"]) { daemon, token in
            let tricks = [
                "/v1/organizations/", "//v1/organizations", "/v1//organizations", "/v1/../v1/organizations",
                "/v1/./organizations", "/v1%2forganizations", "/v1/organizations%2F", "/%761/organizations",
                "/v1/organizations%00", "/v1/organizations;a", "/V1/organizations", "/v1/%2e%2e/v1/organizations",
                "/v1/teams/../organizations", "/v1/organizations/..", "/v1/organizations#a", "*", "v1/organizations",
                "http://a/v1/organizations", "https://a//v1/organizations", "/v1/organizations%3flimit=1",
                "/v1/organizations?limit=1&limit=2", "/healthz/../v1/organizations", "/healthz/", "//healthz",
            ]
            let connection = try TLSConnection(port: daemon.port, protocols: "h2")
            let requests = tricks.enumerated().flatMap { index, path in
                HTTP2Frames.request(UInt32(2 * index + 1), "GET", path, headers(token))
            }
            let last = UInt32(2 * tricks.count + 1)
            let honest = HTTP2Frames.request(last, "GET", "/v1/organizations", headers(token))
            connection.send(HTTP2Frames.preface + requests + honest)
            let frames = HTTP2Frames.parse(connection.untilEnd())
            for (index, path) in tricks.enumerated() {
                let own = frames.filter { $0.stream == UInt32(2 * index + 1) }
                let isReset = own.contains { $0.type == HTTP2Frames.Kind.reset }
                let said = text(own)
                #expect(isReset || said.contains("\"error\""), "\(path)")
                #expect(!said.contains("\"list\"") && !said.contains("\"ok\""), "\(path)")
            }
            #expect(text(frames.filter { $0.stream == last }).contains("\"list\""))
            // What is malformed is not even answered.
            let empty = try TLSConnection(port: daemon.port, protocols: "h2")
            empty.send(HTTP2Frames.preface + HTTP2Frames.request(1, "GET", "", headers(token)))
            #expect(text(HTTP2Frames.parse(empty.untilEnd())).isEmpty && !empty.isOpen)
        }
    }

    @Test func `is held to what HTTP 1.1 holds a head to`() throws {
        try withTLS(["KEYHOLD_SERVER_IDLE_TIMEOUT_SECONDS": "1"]) { daemon, _ in
            let connection = try TLSConnection(port: daemon.port, protocols: "h2")
            let wrong = [
                [("host", "b")], [("host", "a"), ("host", "a")], (0..<201).map { ("x\($0)", "a") }, [("host", "a,b")],
            ]
            let right = [[], [("host", "a")], (0..<199).map { ("x\($0)", "a") }]
            connection.send(
                HTTP2Frames.preface
                    + (wrong + right).enumerated().flatMap { index, fields in
                        HTTP2Frames.request(UInt32(2 * index + 1), "GET", "/healthz", fields)
                    })
            let frames = HTTP2Frames.parse(connection.untilEnd())
            for index in 0..<wrong.count + right.count {
                let said = text(frames.filter { $0.stream == UInt32(2 * index + 1) })
                #expect(said.contains("\"error\"") == (index < wrong.count) && !said.isEmpty, "number \(index)")
            }
        }
    }

    @Test func `ends by a malformed request that request's stream, and none beside it`() throws {
        try withTLS(["KEYHOLD_SERVER_IDLE_TIMEOUT_SECONDS": "2"]) { daemon, token in
            let body = Array("{\"name\":\"Acme\"}".utf8)
            let short = HTTP2Frames.request(3, "POST", "/oauth2/token", [("content-length", "9")], isLast: false)
            let malformed = [
                HTTP2Frames.request(3, "GET", "/healthz", [("X-A", "b")]),
                HTTP2Frames.request(3, "GET", "/healthz", [("x-a", "b\0c")]),
                HTTP2Frames.request(3, "GET", "/healthz", [("connection", "close")]),
                HTTP2Frames.request(3, "GET", "/healthz", [(":path", "/readyz")]),
                HTTP2Frames.request(3, "GET", "/healthz", [("content-length", "x")]),
                HTTP2Frames.request(3, "GET", "/healthz", [("content-length", "9")]),
                short + HTTP2Frames.frame(HTTP2Frames.Kind.data, 1, 3, [1]),
                short + HTTP2Frames.frame(HTTP2Frames.Kind.data, 1, 3, Array(repeating: 1, count: 10)),
            ]
            for (number, frames) in malformed.enumerated() {
                let connection = try TLSConnection(port: daemon.port, protocols: "h2")
                connection.send(
                    HTTP2Frames.preface
                        + HTTP2Frames.request(1, "POST", "/v1/organizations", headers(token), isLast: false) + frames
                        + HTTP2Frames.frame(HTTP2Frames.Kind.data, 1, 1, body)
                        + HTTP2Frames.request(5, "GET", "/healthz"))
                let answers = HTTP2Frames.parse(connection.untilEnd())
                func said(_ stream: UInt32) -> String { text(answers.filter { $0.stream == stream }) }
                #expect(said(1).contains("acme") || said(1).contains("\"error\""), "number \(number)")
                #expect(said(5).contains("ok") && said(3).isEmpty, "number \(number)")
                #expect(answers.contains { $0.type == HTTP2Frames.Kind.reset && $0.stream == 3 }, "number \(number)")
            }
        }
    }

    private func withTLS(
        _ settings: [String: String] = [:], _ body: (Daemon, _ token: String) throws -> Void
    ) throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            let listen = ["127.0.0.1:0 tls", "127.0.0.1:0"]
            try folder.serve(certificates.settings.merging(settings) { $1 }, listen: listen) { daemon in
                try body(daemon, try token(daemon, certificates))
                let reply = try Curl("--http2", "--cacert", certificates.authority, daemon.url + "/healthz")
                #expect(reply.status == 200)
                #expect(daemon.stop() == 0)
            }
        }
    }

    private func token(_ daemon: Daemon, _ certificates: Certificates) throws -> String {
        let root = try daemon.root()
        let reply = try Curl(
            "--cacert", certificates.authority, "-u", "\(root.clientID):\(root.clientSecret)", "-d",
            "grant_type=client_credentials", daemon.url + "/oauth2/token")
        let object = try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [String: Any]
        return try #require(object?["access_token"] as? String)
    }

    private func headers(_ token: String) -> [(String, String)] {
        [("authorization", "Bearer \(token)"), ("content-type", "application/json")]
    }

    /// The bodies.
    private func text(_ frames: [HTTP2Frames.Frame]) -> String {
        String(decoding: frames.filter { $0.type == HTTP2Frames.Kind.data }.flatMap(\.payload), as: UTF8.self)
    }
}
