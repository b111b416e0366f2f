import Foundation
import Testing
import Wire

/// What SIGTERM does. That the daemon has begun to drain is seen in its log.
@Suite struct `A daemon that is told to stop` {
    @Test func `answers what is under way, takes nothing new, and ends with 0`() throws {
        try Folder.run { folder in
            let made = try folder.serve { daemon -> [String] in
                let token = try daemon.client().accessToken().revealSecret()
                let connections = try (0..<8).map { try Pending("Acme \($0)", daemon, token) }
                daemon.terminate()
                _ = try #require(daemon.talk.line { $0.contains("\"draining\"") })
                try expectRefusal(daemon)
                let replies = connections.map { $0.finish() }
                #expect(replies.map { $0?.status } == Array(repeating: 201, count: 8))
                #expect(daemon.exitCode() == 0)
                return try replies.map { try id($0) }
            }
            try folder.serve { daemon in
                let client = try daemon.client()
                for id in made {
                    let organization = try client.getOrganization(id)
                    #expect(organization.status == "active")
                }
            }
        }
    }

    @Test func `never says again that it is ready`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let token = try daemon.client().accessToken().revealSecret()
                let pending = try Pending("Acme", daemon, token)
                daemon.terminate()
                _ = try #require(daemon.talk.line { $0.contains("\"draining\"") })
                let reply = pending.finish(with: "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(reply?.status == 201)
                // The connection may end instead: then nobody is told anything wrong.
                if let readiness = pending.connection.reply() {
                    #expect(readiness.status == 503)
                    #expect(readiness.body.contains("\"draining\""))
                }
                #expect(daemon.exitCode() == 0)
            }
        }
    }

    @Test func `does not wait for ever for a request that never ends`() throws {
        try Folder.run { folder in
            try folder.serve(["KEYHOLD_SERVER_DRAIN_SECONDS": "1"]) { daemon in
                let pending = try Pending("Acme", daemon, try daemon.client().accessToken().revealSecret())
                #expect(daemon.stop() == 0)
                #expect(pending.connection.reply()?.status != 201)
            }
            try folder.serve { daemon in
                let organizations = try daemon.client().listOrganizations().items
                #expect(organizations.isEmpty)
            }
        }
    }

    private func expectRefusal(_ daemon: Daemon) throws {
        // The log's line is written just before the socket closes; a connection in between is ended without an answer.
        for _ in 0..<1_000 {
            guard let connection = try? RawConnection(port: daemon.port) else { return }
            connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = connection.reply()
        }
        Issue.record("new connections are taken")
    }

    private func id(_ reply: RawConnection.Reply?) throws -> String {
        let body = Data((reply?.body ?? "").utf8)
        return try JSONDecoder().decode(OrganizationBody.self, from: body).id
    }
}

/// A request to create an organization whose body is half sent.
private struct Pending {
    let connection: RawConnection
    private let rest: String

    init(_ name: String, _ daemon: Daemon, _ token: String) throws {
        connection = try RawConnection(port: daemon.port)
        let body = "{\"name\": \"\(name)\"}"
        connection.send(
            """
            POST /v1/organizations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\
            Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\n\r\n
            """)
        // The daemon has read the head.
        #expect(connection.reply()?.status == 100)
        connection.send(String(body.prefix(5)))
        rest = String(body.dropFirst(5))
    }

    func finish(with more: String = "") -> RawConnection.Reply? {
        connection.send(rest + more)
        return connection.reply()
    }
}
