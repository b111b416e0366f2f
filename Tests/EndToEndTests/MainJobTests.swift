import AdminClient
import Foundation
import Testing
import Wire

/// What an operator does first, with the real programs.
@Suite struct `The main job` {
    @Test func `a key is made, verified, rotated and regenerated, and a kill and a restart lose nothing`() throws {
        try Folder.run { folder in
            let keys = try folder.serve { daemon -> Keys in
                let keys = try makeKeys(daemon)
                daemon.kill()
                return keys
            }
            try folder.serve { daemon in
                try check(keys, daemon)
                let body = try daemon.client(organization: "acme").getKey(keys.rotating.id, of: .team(keys.team))
                #expect(body.rotation.value?.endsAt == keys.rotationEnd)
                // The transition that the crash interrupted ends as any other does.
                let cut = try adminctl(daemon, "key", "rotate", "--transition", "0", "--yes", keys.rotating.id)
                #expect(try verify(keys.rotating.old, daemon) == 5)
                #expect(try verify(keys.rotating.new, daemon) == 5)
                #expect(try verify(cut.text("api_key"), daemon) == 0)
                #expect(daemon.stop() == 0)
            }
        }
    }

    private struct Keys {
        struct Pair {
            let id: String
            let old: String
            let new: String
        }
        let team: String
        let rotating: Pair
        let rotationEnd: String
        let regenerated: Pair
        let token: String
    }

    private func makeKeys(_ daemon: Daemon) throws -> Keys {
        #expect(try daemon.adminctl("org", "create", "Acme").status == 0)
        let team = try daemon.adminctl("team", "create", "--organization", "acme", "Research", "--output", "json")
        let rotating = try adminctl(daemon, "key", "create", "gateway")
        let regenerated = try adminctl(daemon, "key", "create", "leaked")
        #expect(try verify(rotating.text("api_key"), daemon) == 0)

        let rotation = try adminctl(daemon, "key", "rotate", rotating.text("id"))
        #expect(try verify(rotating.text("api_key"), daemon) == 0)
        #expect(try verify(rotation.text("api_key"), daemon) == 0)

        let regeneration = try adminctl(daemon, "key", "regenerate", "--yes", regenerated.text("id"))
        #expect(try verify(regenerated.text("api_key"), daemon) == 5)
        #expect(try verify(regeneration.text("api_key"), daemon) == 0)

        let ends = (try rotation.object()["rotation"] as? [String: Any])?["ends_at"] as? String
        return Keys(
            team: try team.text("id"),
            rotating: .init(
                id: try rotating.text("id"), old: try rotating.text("api_key"), new: try rotation.text("api_key")),
            rotationEnd: try #require(ends),
            regenerated: .init(
                id: try regenerated.text("id"), old: try regenerated.text("api_key"),
                new: try regeneration.text("api_key")),
            token: try daemon.client().accessToken().revealSecret())
    }

    private func check(_ keys: Keys, _ daemon: Daemon) throws {
        // A client that knows a token only cannot get another.
        let client = daemon.client(.accessToken(SecretText(keys.token)))
        #expect(try client.isGood(keys.rotating.old))
        #expect(try client.isGood(keys.rotating.new))
        #expect(try !client.isGood(keys.regenerated.old))
        #expect(try client.isGood(keys.regenerated.new))
        let old = try client.verifyKey(VerifyRequestBody(key: keys.rotating.old))
        #expect(old.inTransition == true)
        #expect(old.keyID == keys.rotating.id)
    }

    private func adminctl(_ daemon: Daemon, _ arguments: String...) throws -> Program.Outcome {
        let place = ["--organization", "acme", "--team", "research", "--output", "json"]
        let outcome = try Program.adminctl.run(arguments + place, daemon.adminctlEnvironment)
        #expect(outcome.status == 0, "\(outcome.talk)")
        return outcome
    }

    private func verify(_ key: String, _ daemon: Daemon) throws -> Int32 {
        try daemon.adminctl("verify", input: key).status
    }
}
