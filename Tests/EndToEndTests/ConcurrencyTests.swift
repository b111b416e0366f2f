import AdminClient
import Foundation
import Testing
import Wire

@Suite struct `Requests at the same time` {
    @Test func `that create keys of one name make one key`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                let statuses = Together.run(50) { _ in
                    status { try client.createKey(of: .team(team.id), CreateKeyBody(name: "one")) }
                }
                #expect(statuses.filter { $0 == 201 }.count == 1)
                #expect(statuses.filter { $0 == 409 }.count == 49)
                #expect(try client.listKeys(of: .team(team.id)).items.count == 1)
            }
        }
    }

    @Test func `that rotate one key leave the two newest secrets, and that regenerate it leave one`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                let key = try client.createKey(of: .team(team.id), CreateKeyBody(name: "one"))
                let rotated = Together.run(20) { _ in
                    try? client.rotateKey(key.id, of: .team(team.id), transitionSeconds: 600, force: true).apiKey
                }
                let secrets = [key.apiKey] + rotated.compactMap(\.self)
                #expect(Set(secrets).count == 21)
                #expect(try secrets.filter { try client.isGood($0) }.count == 2)

                let regenerated = Together.run(20) { _ in
                    try? client.regenerateKey(key.id, of: .team(team.id)).apiKey
                }
                let all = secrets + regenerated.compactMap(\.self)
                #expect(Set(all).count == 41)
                #expect(try all.filter { try client.isGood($0) }.count == 1)
            }
        }
    }

    @Test func `that rotate a key as the key itself never leave more than two secrets`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                let key = try client.createKey(of: .team(team.id), CreateKeyBody(name: "one")).apiKey
                let holders = (0..<10).map { _ in daemon.client(.accessToken(SecretText("")), apiKey: key) }
                let rotated = Together.run(10) { try? holders[$0].rotateOwnKey(transitionSeconds: 600).apiKey }
                // Whoever comes after the key's secret has ended is refused.
                let secrets = rotated.compactMap(\.self)
                #expect(!secrets.isEmpty)
                #expect(try (secrets + [key]).filter { try client.isGood($0) }.count == 2)
            }
        }
    }

    @Test func `that delete a key while it is rotated end all its secrets`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                let keys = try (0..<5).map { try client.createKey(of: .team(team.id), CreateKeyBody(name: "\($0)")) }
                let rotated = Together.run(10) { index -> String? in
                    let id = keys[index / 2].id
                    if index % 2 == 0 { return try? client.rotateKey(id, of: .team(team.id)).apiKey }
                    return (try? client.deleteKey(id, of: .team(team.id))).map { "" }
                }
                let secrets = keys.map(\.apiKey) + rotated.compactMap(\.self).filter { !$0.isEmpty }
                #expect(try secrets.allSatisfy { try !client.isGood($0) })
            }
        }
    }

    @Test func `on one connection are answered in order`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let connection = try RawConnection(port: daemon.port)
                let ids = (0..<50).map { "request-\($0)" }
                connection.send(
                    ids.map { "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Request-Id: \($0)\r\n\r\n" }.joined())
                for id in ids {
                    let reply = connection.reply()
                    #expect(reply?.status == 200)
                    #expect(reply?.text.contains("X-Request-Id: \(id)\r\n") == true)
                }
                // An error does not end the connection, either.
                for target in ["/v1/teams", "/nothing", "/healthz"] {
                    connection.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
                    #expect(connection.reply() != nil)
                }
            }
        }
    }
}

/// 201 for a success, else the status that was answered.
private func status<Reply>(_ call: () throws -> Reply) -> Int {
    do {
        _ = try call()
        return 201
    } catch AdminClientError.api(let failure) {
        return failure.status
    } catch {
        return 0
    }
}
