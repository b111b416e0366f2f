import Admission
import Domain
import Policy
import Wire

extension AdminService {
    /// Whether a key is good for this use, and what the limits say. No database on the way, but where something is
    /// counted that has to outlive a crash.
    func verifyKey(_ body: VerifyRequestBody, _ call: ManagementCall) async throws(AdminError) -> CallDecision {
        try requireReservingScope(body, call)
        return try await admit(try AdmissionInput.query(body), visibleTo: try visibleTenant(call))
    }

    /// The same without waiting: where there is a ticket, nobody may be told before it is resolved.
    func verifyKeyNow(
        _ body: VerifyRequestBody, _ call: ManagementCall
    ) throws(AdminError) -> (decision: CallDecision, ticket: CommitTicket?) {
        try requireReservingScope(body, call)
        return try admitNow(try AdmissionInput.query(body), visibleTo: try visibleTenant(call))
    }

    /// Holding is more than asking: whoever may only ask must not be able to fill a budget.
    private func requireReservingScope(_ body: VerifyRequestBody, _ call: ManagementCall) throws(AdminError) {
        guard body.reserve == true else { return }
        _ = try Authorization.client(.client(call.client), needing: .usageReport)
    }

    /// The one tenant whose keys the caller may ask about, found in memory; `nil` for all of them.
    func visibleTenant(_ call: ManagementCall) throws(AdminError) -> OrganizationID? {
        guard let name = call.organization else { return call.client.organizationID }
        guard let named = keys.organization(named: name), Authorization.maySee(named, call.client) else {
            throw .missing("organization")
        }
        return named
    }
}
