import Domain
import Policy
import Storage

extension AdminService {
    /// Rows that the housekeeping looks at in one transaction.
    private static let dueBatch = 200
    /// The longest that a plan announces ahead.
    private static let farthestAnnouncement = RotationRules.announceDays.upperBound * 86_400

    /// The tenant's live keys whose announced date has come near or gone by.
    public func listDueKeys(
        _ page: PageRequest<APIKey>, _ call: ManagementCall
    ) async throws(AdminError) -> Page<APIKey> {
        let found = try await database.read { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            let latest = transaction.now.adding(seconds: Self.farthestAnnouncement)
            let page = try transaction.apiKeys.listDue(by: latest, in: organization.id, page)
            let near = page.items.filter { $0.isRotationNear(at: transaction.now) }
            return Page(items: near, hasMore: page.hasMore)
        }
        return Page(items: found.items.map(withLastUse), hasMore: found.hasMore)
    }

    /// Announces rotations that come near, once each, and disables overdue keys whose plan says so. It never rotates: a
    /// secret that nobody receives would be minted into nowhere.
    func followRotationPlans() async throws(AdminError) {
        var cursor: (at: Instant, id: APIKeyID)?
        repeat {
            let after = cursor
            cursor = try await database.write { transaction throws(AdminError) in
                let latest = transaction.now.adding(seconds: Self.farthestAnnouncement)
                let keys = try transaction.apiKeys.due(by: latest, after: after, limit: Self.dueBatch)
                for key in keys { try followPlan(of: key, transaction) }
                guard keys.count == Self.dueBatch, let last = keys.last, let at = last.nextRotationAt else {
                    return nil
                }
                return (at, last.id)
            }
        } while cursor != nil
    }

    private func followPlan(of before: APIKey, _ transaction: any Transaction) throws(AdminError) {
        guard let policy = before.rotationPolicy, let date = before.nextRotationAt else { return }
        let now = transaction.now
        var key = before
        if key.rotationAnnouncedAt == nil, policy.announcement(of: date) <= now {
            key.rotationAnnouncedAt = now
            try save(key, before, .keyAnnounceRotation, ["next_rotation_at": date.rfc3339], transaction)
        }
        if key.isEnabled, let deadline = policy.deadline(of: date), deadline <= now {
            let announced = key
            key.isEnabled = false
            key.updatedAt = now
            try save(key, announced, .keyDisableOverdue, ["next_rotation_at": date.rfc3339], transaction)
        }
    }

    private func save(
        _ key: APIKey, _ before: APIKey, _ action: AuditEvent.Action, _ details: [String: String],
        _ transaction: any Transaction
    ) throws(AdminError) {
        try transaction.apiKeys.update(key)
        publish(key, replacing: before, transaction)
        try audit.record(action, key.id, in: key.organizationID, for: SystemCall(), details, transaction)
    }
}

extension APIKey {
    func isRotationNear(at now: Instant) -> Bool {
        guard let policy = rotationPolicy, let date = nextRotationAt else { return false }
        return policy.announcement(of: date) <= now
    }
}
