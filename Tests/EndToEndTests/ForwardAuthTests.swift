import AdminClient
import Foundation
import LoopbackSupport
import Testing
import Wire

/// A service behind a real nginx that asks Keyhold, with the configuration that is shipped.
@Suite struct `A service behind nginx and Keyhold` {
    private struct Scene {
        let daemon: Daemon
        let client: KeyholdClient
        let team: TeamBody
        let nginx: Nginx
        let service: LoopbackServer

        func key(_ name: String = "k", _ change: (inout CreateKeyBody) -> Void = { _ in }) throws -> APIKeyBody {
            var body = CreateKeyBody(name: name)
            change(&body)
            return try client.createKey(of: .team(team.id), body)
        }

        func status(_ key: String, _ headers: String...) throws -> Int {
            try nginx.send(headers: ["Authorization: Bearer \(key)"] + headers).status
        }
    }

    private static let settings = ["KEYHOLD_PROXY_TRUSTED": "127.0.0.1", "KEYHOLD_PROXY_MODEL_HEADER": "X-Model"]

    private func withScene(_ body: (Scene) throws -> Void) throws {
        try Folder.run { folder in
            try folder.serve(Self.settings) { daemon in
                let (client, team) = try daemon.tenant()
                try LoopbackServer.run({ .status(200, [:], "served \($0.body)") }) { service in
                    try Nginx.run(keyhold: daemon.port, service: service.port) { nginx in
                        try body(Scene(daemon: daemon, client: client, team: team, nginx: nginx, service: service))
                    }
                }
            }
        }
    }

    @Test func `gets a request with a good key, and none with a bad or a disabled one`() throws {
        try withScene { scene in
            let (good, disabled) = (try scene.key("good"), try scene.key("disabled") { $0.enabled = false })
            let served = try scene.nginx.send(
                "POST", headers: ["Authorization: Bearer \(good.apiKey)"], body: "a question")
            #expect(served.status == 200 && served.body == "served a question")
            #expect(try scene.status(disabled.apiKey) == 403)
            #expect(try scene.status(String(good.apiKey.dropLast()) + (good.apiKey.last == "x" ? "y" : "x")) == 401)
            #expect(try scene.nginx.send().status == 401)
            try scene.client.deleteKey(good.id, of: .team(scene.team.id))
            #expect(try scene.status(good.apiKey) == 401)
            #expect(scene.service.requests.count == 1)
        }
    }

    @Test func `is told who calls, and a caller cannot say that it is somebody else`() throws {
        try withScene { scene in
            let key = try scene.key()
            let forged = ["Keyhold-Key-Id", "Keyhold-Team-Id", "Keyhold-User-Id", "Keyhold-Organization-Id"].flatMap {
                ["\($0): forged", "\($0.lowercased()): forged", "\($0.replacing("-", with: "_")): forged"]
            }
            let reply = try scene.nginx.send(headers: ["Authorization: Bearer \(key.apiKey)"] + forged)
            let seen = try #require(scene.service.requests.last)
            #expect(reply.status == 200)
            #expect(seen.headers["keyhold-key-id"] == key.id)
            #expect(seen.headers["keyhold-team-id"] == scene.team.id)
            #expect(seen.headers["keyhold-organization-id"] == scene.team.organizationID)
            // A team's key has no user: the header is not there, rather than the caller's own.
            #expect(seen.headers["keyhold-user-id"] == nil)
            #expect(!seen.headerLines.contains { $0.contains("forged") || $0.contains(key.apiKey) })
        }
    }

    @Test func `is kept to the addresses and models of the key, as nginx sees them and not as the caller claims`()
        throws
    {
        try withScene { scene in
            let here = try scene.key("here") { $0.allowedAddresses = ["127.0.0.1"] }
            let elsewhere = try scene.key("elsewhere") { $0.allowedAddresses = ["203.0.113.7"] }
            #expect(try scene.status(here.apiKey, "X-Forwarded-For: 203.0.113.7") == 200)
            #expect(try scene.status(elsewhere.apiKey, "X-Forwarded-For: 203.0.113.7") == 403)
            let small = try scene.key("small") { $0.allowedModels = ["small-*"] }
            #expect(try scene.status(small.apiKey, "X-Model: small-1") == 200)
            #expect(try scene.status(small.apiKey, "X-Model: large-1") == 403)
        }
    }

    @Test func `gets nothing while Keyhold is not there`() throws {
        try withScene { scene in
            let key = try scene.key()
            #expect(try scene.status(key.apiKey) == 200)
            scene.daemon.kill()
            #expect(try scene.status(key.apiKey) == 500)
            #expect(scene.service.requests.count == 1)
        }
    }
}
