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
        let found = try await readPage { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            let latest = transaction.now.adding(seconds: Self.farthestAnnouncement)
            let page = try transaction.apiKeys.listDue(by: latest, in: organization.id, page)
            let near = page.items.filter { $0.isRotationNear(at: transaction.now) }
            return Page(items: near, hasMore: page.hasMore, damaged: page.damaged)
        }
        return Page(items: found.items.map(withLastUse), hasMore: found.hasMore)
    }

    /// Announces rotations that come near, once each, and disables overdue keys whose plan says so. It never rotates: a
    /// secret that nobody receives would be minted into nowhere.
    ///
    /// What is wrong with one key keeps no other's plan from being followed.
    func followRotationPlans() async throws(AdminError) {
        var cursor: DueKey?
        repeat {
            let after = cursor
            let due = try await database.read { transaction throws(AdminError) in
                let latest = transaction.now.adding(seconds: Self.farthestAnnouncement)
                return try transaction.apiKeys.due(by: latest, after: after, limit: Self.dueBatch)
            }
            let failed = await database.writeApart(due) { key, transaction throws(AdminError) in
                try followPlan(of: key, transaction)
            }
            try noteFailedPlans(failed)
            cursor = due.count == Self.dueBatch ? due.last : nil
        } while cursor != nil
    }

    private func noteFailedPlans(_ failed: [FailedPart<DueKey>]) throws(AdminError) {
        for failure in failed {
            if failure.error.code == .unavailable { throw failure.error }
            mishaps.note(
                .rotationPlan,
                "the plan of the key \(failure.part.id): \(failure.error.detail ?? failure.error.message)")
        }
    }

    private func followPlan(of due: DueKey, _ transaction: any Transaction) throws(AdminError) {
        guard let before = try transaction.apiKeys.find(due.id, in: due.organizationID), !before.isRemoved,
            let policy = before.rotationPolicy, let date = before.nextRotationAt
        else { return }
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
