import AdminClient
import Foundation
import Synchronization
import Testing
import Wire

/// A gateway with 64 callers against a budget of one dollar.
@Suite struct `A budget of a dollar` {
    private static let callers = 64

    @Test func `admits exactly a hundred calls of a cent, with a kill -9 among them`() throws {
        try Folder.run { folder in
            let (crowd, tenant) = try folder.serve { daemon in
                let tenant = try BudgetedTenant(daemon)
                let crowd = (0..<Self.callers).map { CentCaller(number: $0, key: tenant.key.apiKey) }
                let begun = Counter(target: 50)
                let id = daemon.id
                Thread {
                    begun.wait()
                    kill(id, SIGKILL)
                }.start()
                let client = tenant.client(daemon)
                let surprises = Together.run(crowd.count) { crowd[$0].callUntilRefused(client, begun) }
                #expect(surprises.compactMap(\.self).isEmpty)
                #expect(daemon.exitCode() == -SIGKILL)
                return (crowd, tenant)
            }
            try expectBalance(folder)
            try folder.serve { daemon in
                let client = tenant.client(daemon)
                let surprises = Together.run(crowd.count) {
                    crowd[$0].callUntilRefused(client, Counter(target: .max))
                }
                #expect(surprises.compactMap(\.self).isEmpty)
                let ids = crowd.flatMap(\.ids)
                #expect(ids.count == 100)
                #expect(Set(ids).count == 100)
                let standing = try tenant.standing(client)
                #expect(standing.held.text == "1")
                #expect(standing.used.text == "0")
                daemon.stop()
            }
            try expectBalance(folder)
        }
    }

    @Test func `takes those that it has refused once the others have settled for less, and is never overspent`() throws
    {
        try Folder.run { folder in
            try folder.serve { daemon in
                let tenant = try BudgetedTenant(daemon)
                let client = tenant.client(daemon)
                var (waiting, settled) = (Self.callers, 0)
                while waiting > 0 {
                    let made = Together.run(waiting) { _ in
                        try? client.reserveIfThereIsRoom(.of("0.1", tenant.key)).map(\.id)
                    }.compactMap(\.self)
                    // A cent each was really used.
                    #expect(made.count == min(waiting, (100 - settled) / 10))
                    _ = Together.run(made.count) {
                        try? client.settleReservation(made[$0], .of("0.01"))
                    }
                    (waiting, settled) = (waiting - made.count, settled + made.count)
                    let standing = try tenant.standing(client)
                    #expect(standing.held.text == "0")
                    #expect(standing.used.value == Decimal(settled) / 100)
                    try #require(!made.isEmpty)
                }
                daemon.stop()
            }
            try expectBalance(folder)
        }
    }

    @Test func `holds once and charges once for a request id, whatever dies between two askings`() throws {
        try Folder.run { folder in
            let (tenant, first) = try folder.serve { daemon in
                let tenant = try BudgetedTenant(daemon)
                return (tenant, try tenant.client(daemon).createReservation(.of("0.4", tenant.key, "call-1")))
            }
            let settled = try folder.serve { daemon in
                let client = tenant.client(daemon)
                let again = Together.run(8) { _ in try? client.createReservation(.of("0.4", tenant.key, "call-1")) }
                #expect(again.allSatisfy { $0?.id == first.id && $0?.expiresAt == first.expiresAt })
                #expect(try tenant.standing(client).held.text == "0.4")
                let settled = Together.run(8) { _ in try? client.settleReservation(first.id, .of("0.3")) }
                #expect(Set(settled.map { $0?.settlement.value?.id }).count == 1)
                return try #require(settled[0])
            }
            try expectBalance(folder)
            try folder.serve { daemon in
                let client = tenant.client(daemon)
                let again = try client.settleReservation(first.id, .of("0.3"))
                #expect(again.settlement.value?.id == settled.settlement.value?.id)
                #expect(try client.createReservation(.of("0.4", tenant.key, "call-1")).state == "settled")
                #expect(throws: AdminClientError.self) { try client.settleReservation(first.id, .of("0.2")) }
                let standing = try tenant.standing(client)
                #expect(standing.used.text == "0.3")
                #expect(standing.held.text == "0")
            }
        }
    }
}

/// An organization with one key on a budget of one dollar.
private struct BudgetedTenant: Sendable {
    let key: APIKeyBody
    private let token: SecretText
    private let organization: String
    private let budget: String

    init(_ daemon: Daemon) throws {
        let (client, team) = try daemon.tenant()
        key = try client.createKey(of: .team(team.id), CreateKeyBody(name: "gateway"))
        budget = try client.createUsageLimit(.of("cost", only: key)).id
        token = try daemon.client().accessToken()
        organization = team.organizationID
    }

    func client(_ daemon: Daemon) -> KeyholdClient {
        daemon.client(.accessToken(token), organization: organization)
    }

    func standing(_ client: KeyholdClient) throws -> ExplainedPolicyBody {
        let policies = try client.explainKey(VerifyRequestBody(key: key.apiKey)).policies
        return try #require(policies.first { $0.policyID == budget })
    }
}

/// Reserves a cent at a time until it is refused.
private final class CentCaller: @unchecked Sendable {
    private let number: Int
    private let key: String
    private(set) var ids: [String] = []
    private(set) var isRefused = false

    init(number: Int, key: String) {
        self.number = number
        self.key = key
    }

    /// Returns at the first refusal, or when no answer comes: nil, or what else went wrong. What got no answer is what is
    /// asked for first the next time.
    func callUntilRefused(_ client: KeyholdClient, _ begun: Counter) -> String? {
        isRefused = false
        do {
            while let id = try reserve("caller-\(number)-\(ids.count)", client, begun) { ids.append(id) }
            isRefused = true
            return nil
        } catch AdminClientError.transport {
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Odd callers by verify, the others by a reservation.
    private func reserve(_ requestID: String, _ client: KeyholdClient, _ begun: Counter) throws -> String? {
        begun.count()
        let cent = EstimateBody(cost: DollarsBody(units: 1, decimalPlaces: 2))
        guard number % 2 == 1 else {
            return try client.reserveIfThereIsRoom(
                CreateReservationBody(key: key, estimate: cent, requestID: requestID))?.id
        }
        var body = VerifyRequestBody(key: key)
        (body.estimate, body.requestID, body.reserve) = (cent, requestID, true)
        return try client.verifyKey(body).reservation?.id
    }
}

extension CreateReservationBody {
    /// - Parameter dollars: what the call may cost.
    fileprivate static func of(_ dollars: String, _ key: APIKeyBody, _ requestID: String? = nil) -> Self {
        let cost = DollarsBody(Decimal(string: dollars) ?? 0)
        return Self(key: key.apiKey, estimate: EstimateBody(cost: cost), requestID: requestID)
    }
}

extension SettleBody {
    fileprivate static func of(_ dollars: String) -> Self {
        Self(usage: UsageBody(inputTokens: 1, outputTokens: 1), cost: DollarsBody(Decimal(string: dollars) ?? 0))
    }
}
