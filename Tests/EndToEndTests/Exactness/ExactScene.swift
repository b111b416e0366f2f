import AdminClient
import Foundation
import Synchronization
import Wire

/// One organization with two keys: one on a budget of tokens and one of money, one on two rate limits.
///
/// An expired hold is free again on the budget of tokens, and charged on the one of money.
struct ExactScene: Sendable {
    static let perSecond = 25
    static let perMinute = 400
    /// Holds of this many seconds are left to expire.
    static let shortTTL: Int64 = 1
    static let longTTL: Int64 = 86_400
    static let price = ExactPrice(model: "first", input: 1000, output: 2003)
    /// Of the model that answers where the first does not.
    static let fallbackPrice = ExactPrice(model: "fallback", input: 371, output: 1999)

    let token: SecretText
    let organization: String
    let tokenBudget: String
    let costBudget: String
    let budgetKey: String
    let rateKey: String
    /// Answers that nobody knows what is on disk.
    let unconfirmed = Tally()

    init(_ daemon: Daemon) throws {
        token = try daemon.client().accessToken()
        let body = CreateOrganizationBody(name: "Exact")
        organization = try daemon.client(.accessToken(token)).createOrganization(body).id
        let client = daemon.client(.accessToken(token), organization: organization)
        for price in [Self.price, Self.fallbackPrice] {
            var model = CreateModelBody(name: price.model)
            model.price = price.body
            _ = try client.createModel(model)
        }
        let team = try client.createTeam(CreateTeamBody(name: "Team")).id
        let spending = try client.createKey(of: .team(team), CreateKeyBody(name: "budget"))
        let hurrying = try client.createKey(of: .team(team), CreateKeyBody(name: "rate"))
        budgetKey = spending.apiKey
        rateKey = hurrying.apiKey
        tokenBudget = try client.createUsageLimit(.of("tokens", only: spending, onExpiry: "release")).id
        costBudget = try client.createUsageLimit(.of("cost", only: spending, onExpiry: "charge")).id
        for (unit, value) in [("rps", Self.perSecond), ("rpm", Self.perMinute)] {
            _ = try client.createRateLimit(.of(value, unit, only: hurrying))
        }
    }

    func client(_ daemon: Daemon) -> KeyholdClient {
        daemon.client(.accessToken(token), organization: organization)
    }
}

/// How often something has happened.
final class Tally: Sendable {
    private let value = Atomic(0)

    var count: Int { value.load(ordering: .relaxed) }

    func add() { value.add(1, ordering: .relaxed) }
}

extension CreateUsageLimitBody {
    /// A budget of one key's, with a counter of its own.
    static func of(
        _ type: String, _ limit: DollarsBody = DollarsBody(1), only key: APIKeyBody, onExpiry: String? = nil
    ) -> Self {
        var body = Self(
            conditions: [.only(key)], groupBy: [PolicyGroupBody(key: "api_key")], type: type, creditLimit: limit)
        body.onExpiry = onExpiry
        return body
    }
}

extension CreateRateLimitBody {
    static func of(_ value: Int, _ unit: String, only key: APIKeyBody) -> Self {
        Self(
            conditions: [.only(key)], groupBy: [PolicyGroupBody(key: "api_key")], type: "requests", unit: unit,
            value: Int64(value))
    }
}

extension PolicyConditionBody {
    fileprivate static func only(_ key: APIKeyBody) -> Self { Self(key: "api_key", value: OneOrMany([key.id])) }
}
