import AdminClient
import Foundation
import Synchronization
import Testing
import Wire

/// Writers work, the daemon is killed under them, again and again. KEYHOLD_CRASH_ROUNDS and KEYHOLD_CRASH_SEED make the
/// test longer, and a failure happen again.
@Suite struct `A daemon that is killed` {
    @Test func `has every change that it acknowledged, and no damage`() throws {
        let environment = ProcessInfo.processInfo.environment
        let rounds = environment["KEYHOLD_CRASH_ROUNDS"].flatMap(Int.init) ?? 12
        let seed = environment["KEYHOLD_CRASH_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0 ... .max)
        print("crash test: seed \(seed), \(rounds) rounds")
        var random = SeededGenerator(seed: seed)

        try Folder.run { folder in
            let start = try folder.serve { daemon -> (token: SecretText, organization: String) in
                let token = try daemon.client().accessToken()
                let body = CreateOrganizationBody(name: "Acme")
                return (token, try daemon.client(.accessToken(token)).createOrganization(body).id)
            }
            let writers = (0..<4).map { CrashWriter(number: $0, seed: random.next()) }
            for _ in 0..<rounds {
                try folder.serve { daemon in
                    try round(daemon, writers, start.token, start.organization, &random)
                }
            }
            try folder.serve { daemon in
                let client = daemon.client(.accessToken(start.token), organization: start.organization)
                for writer in writers { try writer.ledger.check(client) }
                #expect(daemon.stop() == 0)
            }
            try expectNoDamage(folder)
            let acknowledged = writers.map(\.acknowledged).reduce(0, +)
            print("crash test: \(acknowledged) changes acknowledged")
            #expect(acknowledged >= rounds * 4)
        }
    }

    /// What the rounds before left is looked at first; then the writers write until they are cut off.
    private func round(
        _ daemon: Daemon, _ writers: [CrashWriter], _ token: SecretText, _ organization: String,
        _ random: inout SeededGenerator
    ) throws {
        let client = daemon.client(.accessToken(token), organization: organization)
        for writer in writers { try writer.ledger.checkLatest(client) }

        let begun = Counter(target: Int.random(in: 20...120, using: &random))
        daemon.kill(after: begun, &random)
        let surprises = Together.run(writers.count) { index in
            writers[index].writeUntilCutOff(client, begun)
        }
        #expect(surprises.compactMap(\.self).isEmpty)
        #expect(daemon.exitCode() == -SIGKILL)
    }

    @Test func `knows every token that it gave out`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("crash test of tokens: seed \(seed)")
        var random = SeededGenerator(seed: seed)
        try Folder.run { folder in
            let given = Mutex<[SecretText]>([])
            for _ in 0..<3 {
                try folder.serve { daemon in
                    let begun = Counter(target: Int.random(in: 20...60, using: &random))
                    daemon.kill(after: begun, &random)
                    let clients = try (0..<4).map { _ in try forgetfulClient(daemon) }
                    let surprises = Together.run(4) { index in
                        collectUntilCutOff(clients[index], begun) { token in given.withLock { $0.append(token) } }
                    }
                    #expect(surprises.compactMap(\.self).isEmpty)
                    #expect(daemon.exitCode() == -SIGKILL)
                }
            }
            try folder.serve { daemon in
                let client = try daemon.client()
                let tokens = given.withLock { $0 }
                #expect(tokens.count >= 30)
                for token in tokens { #expect(try client.introspectToken(token).active) }
                #expect(daemon.stop() == 0)
            }
            try expectNoDamage(folder)
        }
    }

    /// Gets another token whenever it is asked for one.
    private func forgetfulClient(_ daemon: Daemon) throws -> KeyholdClient {
        let root = try daemon.root()
        var configuration = ClientConfiguration(
            url: daemon.url, credential: .client(id: root.clientID, secret: SecretText(root.clientSecret)),
            userAgent: "end-to-end/1")
        configuration.transport.retry.attempts = 1
        configuration.tokenCache = NoTokenCache()
        return KeyholdClient(configuration)
    }

    /// Returns when no answer comes any more: nil, or what else went wrong.
    private func collectUntilCutOff(
        _ client: KeyholdClient, _ begun: Counter, _ take: (SecretText) -> Void
    ) -> String? {
        while true {
            do {
                begun.count()
                take(try client.accessToken())
            } catch AdminClientError.transport {
                return nil
            } catch {
                return "\(error)"
            }
        }
    }

    private func expectNoDamage(_ folder: Folder) throws {
        let doctor = try folder.admind("doctor", "--format", "json")
        #expect(doctor.status == 0, "\(doctor.output) \(doctor.talk)")
        let findings = try JSONSerialization.jsonObject(with: Data(doctor.output.utf8)) as? [[String: Any]] ?? []
        #expect(
            findings.compactMap { $0["check"] as? String } == [
                "files", "database", "audit", "rows", "peppers", "ledger",
            ])
        #expect(findings.allSatisfy { ($0["problems"] as? [String])?.isEmpty == true }, "\(doctor.output)")
    }
}

private struct NoTokenCache: TokenCache {
    func find(_ identity: TokenIdentity) -> CachedToken? { nil }
    func store(_ token: CachedToken, for identity: TokenIdentity) {}
    func remove(_ identity: TokenIdentity) {}
}

/// Counts to a number, and lets one thread wait for it.
final class Counter: Sendable {
    private let left: Mutex<Int>
    private let reached = DispatchSemaphore(value: 0)

    init(target: Int) {
        left = Mutex(target)
    }

    func count() {
        left.withLock {
            $0 -= 1
            if $0 == 0 { reached.signal() }
        }
    }

    func wait() {
        _ = reached.wait(timeout: .now() + 60)
    }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
