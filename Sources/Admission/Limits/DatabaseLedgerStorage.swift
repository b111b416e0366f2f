import Domain
import Storage

/// The books' disk is the database. Each part is a write of its own there: it has a savepoint, shares one commit with all
/// that wait, and where a commit is refused for the sake of one, it is taken apart.
struct DatabaseLedgerStorage: LedgerStorage {
    let database: any Database
    let carrier: CounterCarrier

    init(_ database: any Database, spawner: any Spawner) {
        self.database = database
        carrier = CounterCarrier(database: database, spawner: spawner)
    }

    func write(
        for organization: OrganizationID, _ take: @escaping @Sendable () -> LedgerBatch?,
        didCommit: @escaping @Sendable (Set<ReservationID>) -> Void,
        completion: @escaping @Sendable (Result<Void, AdminError>) -> Void
    ) {
        database.write { transaction throws(AdminError) in
            guard let batch = take() else { return }
            let refused = try batch.write(for: organization, to: transaction)
            transaction.afterCommit { didCommit(refused) }
        } completion: { [carrier] outcome in
            if case .success = outcome { carrier.didCommit() }
            completion(outcome)
        }
    }

    func book(of organization: OrganizationID, policies: [PolicyID]) async throws(AdminError) -> StoredBook {
        try await database.read { transaction throws(AdminError) in
            try StoredBook.read(
                organization, policies: policies, try transaction.limitCounters.stored(), from: transaction)
        }
    }

    func differences(
        in organization: OrganizationID, policies: [PolicyID]
    ) async throws(AdminError) -> [CounterDifference] {
        let sums = LedgerSums(organization, policies: policies)
        while true {
            let differences = try await database.read { transaction throws(AdminError) in
                try sums.addPiece(from: transaction)
            }
            if let differences { return differences }
        }
    }

    func reservation(
        _ id: ReservationID, in organization: OrganizationID
    ) async throws(AdminError) -> StoredReservation? {
        try await database.read { transaction throws(AdminError) in
            guard let row = try transaction.reservations.find(id, in: organization),
                let taken = try transaction.reservations.amounts(of: id, in: organization)
            else { return nil }
            return StoredReservation(known: try Self.known(row, transaction), taken: taken)
        }
    }

    func reservations(
        of requests: [RequestKey], in organization: OrganizationID
    ) async throws(AdminError) -> [RequestKey: KnownReservation] {
        guard !requests.isEmpty else { return [:] }
        return try await database.read { transaction throws(AdminError) in
            var found: [RequestKey: KnownReservation] = [:]
            for key in requests where found[key] == nil {
                let row = try transaction.reservations.find(requestID: key.requestID, of: key.keyID, in: organization)
                guard let row else { continue }
                found[key] = try Self.known(row, transaction)
            }
            return found
        }
    }

    func list(
        _ state: Reservation.State?, in organization: OrganizationID, _ page: PageRequest<Reservation>
    ) async throws(AdminError) -> Page<KnownReservation> {
        try await database.read { transaction throws(AdminError) in
            let rows = try transaction.reservations.list(state, in: organization, page)
            var (items, damaged) = ([KnownReservation](), rows.damaged)
            for row in rows.items {
                do throws(AdminError) {
                    items.append(try Self.known(row, transaction))
                } catch {
                    damaged.append(error.detail ?? error.message)
                }
            }
            return Page(items: items, hasMore: rows.hasMore, damaged: damaged)
        }
    }

    func purge(
        in organization: OrganizationID, endedBefore instant: Instant, limit: Int
    ) async throws(AdminError) -> Int {
        try await database.write { transaction throws(AdminError) in
            try transaction.reservations.purge(in: organization, endedBefore: instant, limit: limit)
        }
    }

    private static func known(
        _ row: Reservation, _ transaction: any Transaction
    ) throws(AdminError) -> KnownReservation {
        guard let id = row.entryID else { return KnownReservation(row, entry: nil) }
        return KnownReservation(row, entry: try transaction.ledgerEntries.find(id, in: row.call.organizationID))
    }
}
