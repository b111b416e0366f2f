import Admission
import Domain
import Storage
import Synchronization

/// Something that is done once a day.
final class DailyChore: Sendable {
    private let next = Mutex(Instant.earliest)

    /// Whether the day has come; if so, the next one is a day away.
    func isDue(at now: Instant) -> Bool {
        next.withLock { next in
            guard next <= now else { return false }
            next = now.adding(seconds: 86_400)
            return true
        }
    }
}

extension AdminService {
    private static let periodChangeBatch = 500
    /// How long ago the periods must have ended: whatever was held in them is settled or forgotten by then.
    private static let settledSeconds: Int64 = 2 * 86_400

    /// Deletes what periods were reckoned by before, where no counter can need it any more. What that is is worked out
    /// beside everybody's way, once a day.
    func forgetPeriodChanges() async throws(AdminError) {
        guard oldChanges.isDue(at: time.now()) else { return }
        let organizations = try await database.read { transaction throws(AdminError) in
            try transaction.periodChanges.organizations()
        }
        for organization in organizations {
            guard let old = try await forgettableChanges(of: organization) else { continue }
            if let instant = old.zone { try await forget(instant, of: nil, in: organization) }
            for (policy, instant) in old.periods { try await forget(instant, of: policy, in: organization) }
        }
    }

    private func forgettableChanges(
        of organization: OrganizationID
    ) async throws(AdminError) -> ForgettableChanges? {
        let known = try await database.read { transaction throws(AdminError) in
            try transaction.organizations.find(organization).map { found throws(AdminError) in
                (
                    changes: try transaction.periodChanges.list(in: organization), zone: found.timeZone,
                    periods: try transaction.policies.periods(in: organization),
                    at: transaction.now.adding(seconds: -Self.settledSeconds)
                )
            }
        }
        return known.map { ForgettableChanges($0.changes, zone: $0.zone, periods: $0.periods, at: $0.at) }
    }

    private func forget(
        _ instant: Instant, of policy: PolicyID?, in organization: OrganizationID
    ) async throws(AdminError) {
        try await purge(Self.periodChangeBatch) { transaction, limit throws(AdminError) in
            try transaction.periodChanges.delete(of: policy, in: organization, before: instant, limit: limit)
        }
    }
}
