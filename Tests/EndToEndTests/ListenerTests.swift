import Foundation
import Testing

/// Several listeners of one daemon, each with a part of the API.
@Suite struct `A daemon with several listeners` {
    @Test func `serves on each what it is for, and nothing else exists there`() throws {
        let listen = ["127.0.0.1:0 management", "127.0.0.1:0 verify", "127.0.0.1:0 metrics"]
        let served = [
            "GET /healthz": [0, 1, 2], "GET /readyz": [0, 1, 2], "GET /v1/organizations": [0], "GET /openapi.json": [0],
            "GET /docs": [0], "POST /v1/keys/verify": [1], "GET /v1/authz": [1], "GET /v1/me": [1],
            "POST /oauth2/token": [0, 1], "GET /metrics": [2],
        ]
        try Folder.run { folder in
            try folder.serve(listen: listen) { daemon in
                for (request, places) in served {
                    for index in listen.indices {
                        let unknown = try ask(daemon, index, "GET /nowhere")
                        let reply = try ask(daemon, index, request)
                        if places.contains(index) {
                            #expect(reply.status != 404, "\(request) at \(listen[index])")
                        } else if !request.contains("oauth2") {
                            #expect(reply.text == unknown.text, "\(request) at \(listen[index])")
                        } else {
                            #expect(reply.status == 404)
                        }
                    }
                }
                #expect(daemon.stop() == 0)
            }
        }
    }

    @Test func `speaks TLS where it is told to, and plainly elsewhere`() throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            let socket = folder.path + "/admind.sock"
            let listen = ["127.0.0.1:0 metrics", "127.0.0.1:0 tls management", "unix:\(socket)"]
            try folder.serve(certificates.settings, listen: listen) { daemon in
                for (url, scheme) in zip(daemon.urls, ["http:", "https:", "unix:"]) { #expect(url.hasPrefix(scheme)) }
                let plain = try Curl(daemon.urls[0] + "/metrics")
                let secure = try Curl("--cacert", certificates.authority, daemon.urls[1] + "/openapi.json")
                let local = try Curl("--unix-socket", socket, "http://localhost/docs")
                #expect(plain.status == 200 && secure.status == 200 && local.status == 200)
                #expect(daemon.stop() == 0)
            }
        }
    }

    @Test func `drains all of them`() throws {
        try Folder.run { folder in
            let socket = folder.path + "/admind.sock"
            try folder.serve(listen: ["127.0.0.1:0", "unix:\(socket)", "127.0.0.1:0 verify"]) { daemon in
                let token = try daemon.client().accessToken().revealSecret()
                let connections = [
                    try RawConnection(port: daemon.port(0)), try RawConnection(path: socket),
                    try RawConnection(port: daemon.port(2)),
                ]
                let paths = ["/v1/organizations", "/v1/organizations", "/v1/keys/verify"]
                let bodies = ["{\"name\":\"One\"}", "{\"name\":\"Two\"}", "{\"key\":\"khk_x\"}"]
                for index in connections.indices {
                    connections[index].send(
                        """
                        POST \(paths[index]) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\
                        Expect: 100-continue\r\nContent-Type: application/json\r\n\
                        Content-Length: \(bodies[index].utf8.count)\r\n\r\n
                        """)
                    #expect(connections[index].reply()?.status == 100)
                }
                daemon.terminate()
                _ = try #require(daemon.talk.line { $0.contains("\"draining\"") })
                let statuses = connections.indices.map { index in
                    connections[index].send(bodies[index])
                    return connections[index].reply()?.status
                }
                #expect(statuses == [201, 201, 200])
                #expect(daemon.exitCode() == 0)
                #expect(!FileManager.default.fileExists(atPath: socket))
            }
        }
    }

    @Test func `names every problem of its listeners at once`() throws {
        try Folder.run { folder in
            let outcome = try folder.admind(
                "check-config",
                settings: [
                    "KEYHOLD_SERVER_LISTEN": "127.0.0.1:8700 tls\n127.0.0.1:8700", "KEYHOLD_SERVER_SOCKET_MODE": "999",
                    "KEYHOLD_TLS_MINIMUM_VERSION": "1.1",
                ])
            for part in ["twice", "tls.certificate_file", "KEYHOLD_SERVER_SOCKET_MODE", "one of 1.2, 1.3"] {
                #expect(outcome.status == 2 && outcome.talk.contains(part), "\(part): \(outcome.talk)")
            }
        }
    }

    /// The status, and the reply without what is never twice the same.
    private func ask(_ daemon: Daemon, _ index: Int, _ request: String) throws -> RawConnection.Reply {
        let connection = try RawConnection(port: daemon.port(index))
        connection.send("\(request) HTTP/1.1\r\nHost: a\r\nX-Request-Id: same\r\nContent-Length: 0\r\n\r\n")
        let reply = try #require(connection.reply())
        let lines = reply.text.components(separatedBy: "\r\n").filter { !$0.lowercased().hasPrefix("date:") }
        return RawConnection.Reply(status: reply.status, text: lines.joined(separator: "\n"))
    }
}
