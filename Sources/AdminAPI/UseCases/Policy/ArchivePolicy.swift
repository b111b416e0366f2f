import Domain
import Storage

extension AdminService {
    /// It limits no call any more. Its counters stay, and a call under way is still settled on them.
    public func archivePolicy(
        _ id: String, _ kind: LimitPolicy.Kind, _ call: ManagementCall
    ) async throws(AdminError) -> ZonedPolicy {
        try await database.write { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            var policy = try ownPolicy(id, kind, in: organization, transaction)
            if policy.status == .active {
                policy.status = .archived
                try store(&policy, .policyArchive, call, transaction)
            }
            return ZonedPolicy(policy: policy, zone: organization.timeZone)
        }
    }

    /// - Throws: `conflict` where its name was given to another meanwhile, or there are as many as there may be.
    public func restorePolicy(
        _ id: String, _ kind: LimitPolicy.Kind, _ call: ManagementCall
    ) async throws(AdminError) -> ZonedPolicy {
        try await write(for: call) { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            var policy = try ownPolicy(id, kind, in: organization, transaction)
            if policy.status == .archived {
                try requireFreeName(policy, transaction)
                try requireRoom(for: policy, transaction)
                policy.status = .active
                try store(&policy, .policyRestore, call, transaction)
            }
            return ZonedPolicy(policy: policy, zone: organization.timeZone)
        }
    }
}
