import AdminClient
import Foundation
import Testing
import Wire

/// `make bench-exact` hammers for KEYHOLD_EXACT_SECONDS, and then also asks how much has got through, and whether each
/// refusal is accounted for.
@Suite struct `A limit of fifty a second, hammered` {
    private static let window = ExactRates.Window(limit: 50, milliseconds: 1000)

    @Test func `sees no window of 51`() throws {
        let seconds = ProcessInfo.processInfo.environment["KEYHOLD_EXACT_SECONDS"].flatMap(Int64.init)
        let milliseconds = (seconds ?? 2) * 1000
        try Folder.run { folder in
            try folder.serve { daemon in
                let (tenant, team) = try daemon.tenant()
                let key = try tenant.createKey(of: .team(team.id), CreateKeyBody(name: "gateway"))
                _ = try tenant.createRateLimit(.of(Self.window.limit, "rps", only: key))
                let client = daemon.client(
                    .accessToken(try daemon.client().accessToken()), organization: team.organizationID)
                let end = HammerCall.now() + milliseconds
                let results = Together.run(8) { _ in Result { try HammerCall.hammer(client, key.apiKey, until: end) } }
                let calls = try results.flatMap { try $0.get() }
                let admissions = calls.compactMap(\.madeAt)
                let rates = ExactRates(
                    admissions: admissions,
                    refusals: calls.filter { $0.madeAt == nil }.map { ($0.askedAt, $0.answeredAt) }, [Self.window])
                #expect(rates.overshoot == 0)
                #expect(!admissions.isEmpty)
                if seconds != nil {
                    #expect(rates.falseDenials == 0)
                    try expectThroughput(admissions, refused: calls.count - admissions.count, milliseconds)
                }
            }
        }
    }

    /// Whether callers ask fast enough to be told so is the machine's affair: not for a test suite.
    private func expectThroughput(_ admissions: [Int64], refused: Int, _ milliseconds: Int64) throws {
        let begin = try #require(admissions.min())
        let through = admissions.count { $0 < begin + milliseconds }
        let possible = Int(milliseconds / 1000) * Self.window.limit
        let share = 100 * Double(through) / Double(possible)
        print("  through a limit of 50 per second: \(through) of \(possible), \(String(format: "%.1f", share)) %")
        #expect(share >= 93)
        #expect(refused > 0)
    }
}

private struct HammerCall: Sendable {
    let askedAt: Int64
    let answeredAt: Int64
    /// By the server's clock, in Unix milliseconds; `nil` for one that was refused.
    let madeAt: Int64?

    static func hammer(_ client: KeyholdClient, _ key: String, until end: Int64) throws -> [HammerCall] {
        var calls: [HammerCall] = []
        while now() < end {
            let askedAt = now()
            let made = try client.reserveIfThereIsRoom(CreateReservationBody(key: key))
            let madeAt = try made.map { try ServerTime.milliseconds($0.createdAt) }
            calls.append(HammerCall(askedAt: askedAt, answeredAt: now(), madeAt: madeAt))
        }
        return calls
    }

    static func now() -> Int64 { ServerTime.now() }
}
