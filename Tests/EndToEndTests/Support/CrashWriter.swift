import AdminClient
import Foundation
import Wire

/// Changes keys and teams one after another, and keeps in a ledger what it was told of each.
///
/// Used by one thread at a time.
final class CrashWriter: @unchecked Sendable {
    let ledger = CrashLedger()
    private(set) var acknowledged = 0
    private let number: Int
    private var random: SeededGenerator
    private var names = 0

    init(number: Int, seed: UInt64) {
        self.number = number
        random = SeededGenerator(seed: seed)
    }

    /// Returns when no answer comes any more: nil, or what else went wrong.
    func writeUntilCutOff(_ client: KeyholdClient, _ begun: Counter) -> String? {
        while true {
            do {
                begun.count()
                try change(client)
                acknowledged += 1
            } catch AdminClientError.transport {
                return nil
            } catch {
                return "\(error)"
            }
        }
    }

    private func change(_ client: KeyholdClient) throws {
        guard let team = ledger.teams.keys.randomElement(using: &random), Int.random(in: 0..<20, using: &random) > 0
        else { return try createTeam(client) }
        guard let key = ledger.settledKeys.randomElement(using: &random), Int.random(in: 0..<10, using: &random) > 2
        else { return try createKey(client, team) }
        // Until the reply says otherwise, nothing is known of what this changes.
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
            let before = ledger.beginReplacing(key)
            let reply = try client.rotateKey(key.id, of: .team(key.team), transitionSeconds: 3600, force: true)
            ledger.rotated(key, before, to: reply.apiKey)
        case 4..<5:
            let before = ledger.beginReplacing(key)
            let reply = try client.rotateKey(key.id, of: .team(key.team), transitionSeconds: 0)
            ledger.cut(key, before, to: reply.apiKey)
        case 5..<7:
            let before = ledger.beginReplacing(key)
            let reply = try client.regenerateKey(key.id, of: .team(key.team))
            ledger.cut(key, before, to: reply.apiKey)
        case 7..<9:
            let name = nextName()
            ledger.beginRenaming(key, name)
            var body = UpdateKeyBody()
            body.name = .set(name)
            _ = try client.updateKey(key.id, of: .team(key.team), body)
            ledger.renamed(key, name)
        default:
            let before = ledger.beginReplacing(key)
            try client.deleteKey(key.id, of: .team(key.team))
            ledger.deleted(key, before)
        }
    }

    private func createTeam(_ client: KeyholdClient) throws {
        let team = try client.createTeam(CreateTeamBody(name: nextName()))
        ledger.teams[team.id] = team.name
    }

    private func createKey(_ client: KeyholdClient, _ team: String) throws {
        let key = try client.createKey(of: .team(team), CreateKeyBody(name: nextName()))
        ledger.created(key, team)
    }

    private func nextName() -> String {
        names += 1
        return "writer-\(number)-\(names)"
    }
}
