import Admission
import Domain
import Policy
import Wire

extension AdminService {
    /// Whether a key is good, for this use. Memory only: no database on the way.
    public func verifyKey(_ body: VerifyRequestBody, _ call: ManagementCall) throws(AdminError) -> VerifyAnswer {
        let address = try body.address.map { text throws(AdminError) in
            guard let address = IPAddress(text) else {
                throw .invalid("address", "address must be an IPv4 or IPv6 address.")
            }
            return address
        }
        if let metadata = body.metadata { _ = try Metadata(metadata) }
        if let id = body.requestID, !(1...255).contains(id.utf8.count) {
            throw .invalid("request_id", "request_id must have 1 to 255 characters.")
        }
        if let model = body.model, !(1...255).contains(model.utf8.count) {
            throw .invalid("model", "model must have 1 to 255 characters.")
        }
        let query = VerifyQuery(
            secret: body.key, model: body.model, address: address,
            userAgent: body.userAgent.map { String($0.prefix(256)) })
        return try admission.verify(query, visibleTo: try visibleTenant(call))
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
