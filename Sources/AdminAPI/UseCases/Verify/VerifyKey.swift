import Admission
import Domain
import Policy
import Wire

extension AdminService {
    /// Whether a key is good for this use, and what the limits say. No database on the way, but where something is
    /// counted that has to outlive a crash.
    func verifyKey(_ body: VerifyRequestBody, _ call: ManagementCall) async throws(AdminError) -> CallDecision {
        if body.reserve == true {
            // Holding is more than asking: whoever may only ask must not be able to fill a budget.
            _ = try Authorization.client(.client(call.client), needing: .usageReport)
        }
        return try await admit(try AdmissionInput.query(body), visibleTo: try visibleTenant(call))
    }

    /// The same for a call that waits for nothing; `nil` for one that has to.
    func verifyKeyAtOnce(_ body: VerifyRequestBody, _ call: ManagementCall) throws(AdminError) -> CallDecision? {
        guard body.reserve != true else { return nil }
        return try admitAtOnce(try AdmissionInput.query(body), visibleTo: try visibleTenant(call))
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
