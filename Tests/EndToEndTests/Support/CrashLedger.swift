import AdminClient
import Foundation
import Testing
import Wire

/// What a writer was told by replies: what has to be true after any crash.
final class CrashLedger {
    final class Key {
        let id: String
        let team: String
        /// More than one while a change of name has no reply.
        var names: Set<String>
        /// The newest first; must verify.
        var live: [String]
        /// Must not verify, whatever else happened.
        var dead: Set<String> = []
        /// False once a change got no reply: only what is certain all the same is looked at, and nothing is changed.
        var isSettled = true
        var isDeleted = false

        init(_ body: APIKeyBody, team: String) {
            id = body.id
            self.team = team
            names = [body.name]
            live = [body.apiKey]
        }
    }

    var teams: [String: String] = [:]
    private var keys: [Key] = []
    private var changed: Set<String> = []

    var settledKeys: [Key] { keys.filter { $0.isSettled && !$0.isDeleted } }

    func created(_ body: APIKeyBody, _ team: String) {
        keys.append(Key(body, team: team))
        changed.insert(body.id)
    }

    /// What was live. Without a reply it may be so still, or not.
    func beginReplacing(_ key: Key) -> [String] {
        changed.insert(key.id)
        key.isSettled = false
        defer { key.live = [] }
        return key.live
    }

    func rotated(_ key: Key, _ before: [String], to secret: String) {
        key.live = [secret] + before.prefix(1)
        key.dead.formUnion(before.dropFirst())
        key.isSettled = true
    }

    func cut(_ key: Key, _ before: [String], to secret: String) {
        key.live = [secret]
        key.dead.formUnion(before)
        key.isSettled = true
    }

    func deleted(_ key: Key, _ before: [String]) {
        key.dead.formUnion(before)
        key.isDeleted = true
        key.isSettled = true
    }

    func beginRenaming(_ key: Key, _ name: String) {
        changed.insert(key.id)
        key.names.insert(name)
        key.isSettled = false
    }

    func renamed(_ key: Key, _ name: String) {
        key.names = [name]
        key.isSettled = true
    }

    /// The keys that were touched since the last look.
    func checkLatest(_ client: KeyholdClient) throws {
        for key in keys where changed.contains(key.id) { try check(key, client) }
        changed = []
    }

    func check(_ client: KeyholdClient) throws {
        for key in keys { try check(key, client) }
        for (id, name) in teams { #expect(try client.getTeam(id).name == name) }
    }

    private func check(_ key: Key, _ client: KeyholdClient) throws {
        for secret in key.live {
            let answer = try client.verifyKey(VerifyRequestBody(key: secret))
            #expect(answer.valid, "\(key.id): an acknowledged secret is \(answer.code)")
            #expect(answer.keyID == key.id)
            #expect(answer.name.map(key.names.contains) == true)
        }
        for secret in key.dead { #expect(try !client.isGood(secret), "\(key.id): a secret that was ended is good") }
        guard key.isSettled else { return }
        let body = try client.getKey(key.id, of: .team(key.team))
        #expect(key.names.contains(body.name))
        #expect(body.removed == key.isDeleted)
        if !key.isDeleted { #expect((body.rotation.value == nil) == (key.live.count == 1)) }
    }
}
