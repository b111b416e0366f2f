import Admission
import Domain
import TestSupport

@testable import AdminAPI

extension Tenant {
    /// A call under the key that may cost so many nano-dollars at most; `nil` where a limit refuses it.
    func hold(_ key: SampleKey, nanoDollars: Int64 = 1) async throws -> Reservation? {
        guard let keyID = APIKeyID(key.id), let team = TeamID(teamID), let organization = OrganizationID(id) else {
            throw FixtureFailure("no ids in \(key.json)")
        }
        let estimate = try CallEstimate(inputTokens: 1, outputTokens: 1, cost: NanoDollars(nanoDollars))
        let call = LimitedCall(
            keyID: keyID, organizationID: organization, owner: .team(team), keyMetadata: .empty, model: nil,
            named: nil, amounts: try CallAmounts(estimate, of: nil))
        let admitted = try await world.service.limits.admit(call, reserving: try ReserveRequest(requestID: nil))
        return admitted.reservation?.reservation
    }

    /// The same, settled with what it was to cost.
    func spend(_ key: SampleKey, nanoDollars: Int64) async throws -> Bool {
        guard let made = try await hold(key, nanoDollars: nanoDollars) else { return false }
        let settlement = Settlement(
            usage: try TokenUsage(input: 1, output: 1), cost: NanoDollars(nanoDollars), model: nil, named: nil,
            outcome: nil)
        _ = try await world.service.limits.settle(made.id, in: made.call.organizationID, settlement)
        return true
    }
}
