import AdminClient
import Foundation
import Testing
import Wire

/// Fifty equal requests at once under one `Idempotency-Key`, over fifty connections.
@Suite struct `A request that is sent fifty times at once` {
    private static let count = 50

    private struct Request: Sendable {
        let text: String

        init(token: String, organization: String, team: String, key: String) {
            let body = #"{"name":"\#(key)"}"#
            text = """
                POST /v1/teams/\(team)/api_keys HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\
                Keyhold-Organization: \(organization)\r\nIdempotency-Key: \(key)\r\nConnection: close\r\n\
                Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
                """
        }
    }

    /// The bodies of the replies that came; each has to say that the key was made.
    private func send(_ request: Request, port: UInt16, _ begun: Counter? = nil) -> [String] {
        Together.run(Self.count) { _ -> String? in
            guard let connection = try? RawConnection(port: port) else { return nil }
            begun?.count()
            connection.send(request.text)
            guard let reply = connection.reply() else { return nil }
            return reply.status == 201 ? reply.body : "\(reply.status) \(reply.body)"
        }.compactMap(\.self)
    }

    @Test func `makes one key and is answered alike fifty times`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                let request = try Request(
                    token: client.accessToken().revealSecret(), organization: team.organizationID, team: team.id,
                    key: "once")
                let bodies = send(request, port: daemon.port)
                #expect(bodies.count == Self.count && Set(bodies).count == 1)
                try expectOneKey(client, team.id, named: "once", as: Set(bodies))
            }
        }
    }

    @Test func `still makes one key when the daemon is killed in the middle and it is sent again`() throws {
        var random = SeededGenerator(seed: UInt64.random(in: 0 ... .max))
        try Folder.run { folder in
            let (token, team) = try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                return (try client.accessToken(), team)
            }
            for round in 0..<6 {
                let request = Request(
                    token: token.revealSecret(), organization: team.organizationID, team: team.id,
                    key: "round-\(round)")
                let yields = Int.random(in: 0...3000, using: &random)
                let before = try folder.serve { daemon in sendUntilKilled(request, daemon, yields) }
                print("repeat test: \(before.count) of \(Self.count) were answered before the kill")
                try folder.serve { daemon in
                    let after = send(request, port: daemon.port)
                    #expect(after.count == Self.count && Set(before + after).count == 1, "yields: \(yields)")
                    let client = daemon.client(.accessToken(token), organization: team.organizationID)
                    try expectOneKey(client, team.id, named: "round-\(round)", as: Set(after))
                }
            }
        }
    }

    @Test func `is changed once, and answered alike, when the daemon is killed before it is sent again`() throws {
        try Folder.run { folder in
            let (token, key, organization) = try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                return (
                    try client.accessToken(), try client.createKey(of: .team(team.id), CreateKeyBody(name: "old")),
                    team.organizationID
                )
            }
            let path = "/v1/teams/\(try #require(key.teamID))/api_keys/\(key.id)"
            let changes = [
                ("PATCH", path, #"{"name":"new"}"#), ("POST", "\(path)/rotate", #"{"transition_seconds":3600}"#),
                ("PATCH", "\(path)/regenerate", "{}"),
            ]
            for (number, change) in changes.enumerated() {
                let request = Self.text(change, token, organization, key: "change-\(number)")
                let first = try folder.serve { daemon in
                    let reply = try Self.sent(request, daemon)
                    // A change that came in between: a retry that was carried out anew would undo it.
                    if number == 0 {
                        _ = try Self.sent(Self.text(("PATCH", path, #"{"name":"newer"}"#), token, organization), daemon)
                    }
                    daemon.kill()
                    return reply
                }
                try folder.serve { daemon in
                    let again = try Self.sent(request, daemon)
                    #expect(first.status == 200 && again.status == 200 && again.body == first.body, "\(first.text)")
                    #expect(again.text.lowercased().contains("idempotency-replayed: true"), "\(again.text)")
                    try expect(
                        daemon.client(.accessToken(token), organization: organization), key, after: number, first)
                }
            }
        }
    }

    /// That the change was made, and made once.
    private func expect(
        _ client: KeyholdClient, _ key: APIKeyBody, after number: Int, _ reply: RawConnection.Reply
    ) throws {
        let made = try JSONDecoder().decode(APIKeyBody.self, from: Data(reply.body.utf8))
        let stored = try client.getKey(key.id, of: .team(try #require(key.teamID)))
        #expect(stored.name == "newer")
        let isOldGood = try client.isGood(key.apiKey)
        switch number {
        case 0: #expect(isOldGood && made.name == "new")
        // A second rotation would have ended the first secret.
        case 1: #expect(try isOldGood && client.isGood(made.apiKey) && stored.rotation.value != nil)
        // A second one would have ended the secret that the reply shows.
        default: #expect(try !isOldGood && client.isGood(made.apiKey) && stored.rotation.value == nil)
        }
    }

    private static func text(
        _ change: (method: String, path: String, body: String), _ token: SecretText, _ organization: String,
        key: String? = nil
    ) -> String {
        """
        \(change.method) \(change.path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token.revealSecret())\r\n\
        Keyhold-Organization: \(organization)\r\n\(key.map { "Idempotency-Key: \($0)\r\n" } ?? "")Connection: close\r\n\
        Content-Type: application/json\r\nContent-Length: \(change.body.utf8.count)\r\n\r\n\(change.body)
        """
    }

    private static func sent(_ request: String, _ daemon: Daemon) throws -> RawConnection.Reply {
        let connection = try RawConnection(port: daemon.port)
        connection.send(request)
        return try #require(connection.reply())
    }

    private func sendUntilKilled(_ request: Request, _ daemon: Daemon, _ yields: Int) -> [String] {
        let begun = Counter(target: 1)
        let id = daemon.id
        Thread {
            begun.wait()
            for _ in 0..<yields { sched_yield() }
            kill(id, SIGKILL)
        }.start()
        return send(request, port: daemon.port, begun)
    }

    private func expectOneKey(
        _ client: KeyholdClient, _ team: String, named name: String, as bodies: Set<String>
    ) throws {
        let keys = try client.listKeys(of: .team(team)).items.filter { $0.name == name }
        #expect(keys.count == 1)
        let body = try #require(bodies.first)
        let made = try JSONDecoder().decode(APIKeyBody.self, from: Data(body.utf8))
        #expect(made.id == keys.first?.id)
        #expect(try client.isGood(made.apiKey))
    }
}
