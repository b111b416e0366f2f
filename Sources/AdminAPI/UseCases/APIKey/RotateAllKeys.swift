import Domain
import Policy
import Storage
import Wire

extension AdminService {
    /// Rotates every live key of a team in one transaction: all of them or none.
    ///
    /// - Throws: `conflict` where the team has more than a thousand live keys, or where some are in rotation already.
    public func rotateAllKeys(
        ofTeam id: String, _ body: RotateBody, _ call: ManagementCall
    ) async throws(AdminError) -> [KeyWithSecret] {
        let seconds = try KeyRules.checkedTransition(body.transitionSeconds ?? settings.transitionSeconds)
        return try await write(for: call) { transaction throws(AdminError) in
            let team = try foundTeam(id, call, transaction)
            let page = try transaction.apiKeys.list(
                of: .team(team.id), in: team.organizationID, PageRequest(limit: RotationRules.maximumBulkKeys),
                includeRemoved: false)
            // A key that cannot be read cannot be rotated, and the call is for all of them.
            if let row = page.damaged.first { throw .internal(row) }
            guard !page.hasMore else {
                throw .conflict(
                    "The team has more than \(RotationRules.maximumBulkKeys) keys, the most that one call rotates.")
            }
            if seconds > 0, body.force != true {
                try RotationRules.requireNone(underWayIn: page.items, now: transaction.now)
            }
            var rotated: [KeyWithSecret] = []
            for key in page.items {
                rotated.append(try replaceSecret(of: key, seconds, .keyRotate, for: call, transaction))
            }
            return rotated
        }
    }
}
