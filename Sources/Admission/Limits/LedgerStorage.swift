import Domain
import Storage

/// What the books ask of a disk, and nothing else: the seam at which a simulation takes the disk's place.
protocol LedgerStorage: Sendable {
    /// Writes what `take` returns as one part, kept whole or not at all; other books' parts have no say in it.
    ///
    /// - Parameters:
    ///   - take: asked once the write's turn has come, and each time that it is made anew. `nil` for nothing.
    ///   - didCommit: told once it is on disk, ahead of `completion` and in the order of the commits: which insertions
    ///     were not made, as their request id was taken.
    ///   - completion: told exactly once, `take` or no `take`. A failure says that nobody knows what is on disk.
    func write(
        for organization: OrganizationID, _ take: @escaping @Sendable () -> LedgerBatch?,
        didCommit: @escaping @Sendable (Set<ReservationID>) -> Void,
        completion: @escaping @Sendable (Result<Void, AdminError>) -> Void)

    /// All of a book.
    func book(
        of organization: OrganizationID, policies: [PolicyID]
    ) async throws(AdminError) -> StoredBook

    /// The counters that differ from the ledger, as it is on disk at one moment.
    func differences(
        in organization: OrganizationID, policies: [PolicyID]
    ) async throws(AdminError) -> [CounterDifference]

    func reservation(
        _ id: ReservationID, in organization: OrganizationID
    ) async throws(AdminError) -> StoredReservation?

    /// What has these request ids, as far as anything has.
    func reservations(
        of requests: [RequestKey], in organization: OrganizationID
    ) async throws(AdminError) -> [RequestKey: KnownReservation]

    func list(
        _ state: Reservation.State?, in organization: OrganizationID, _ page: PageRequest<Reservation>
    ) async throws(AdminError) -> Page<KnownReservation>

    /// Forgets reservations that have ended.
    ///
    /// - Returns: how many; `limit` where there may be more.
    func purge(
        in organization: OrganizationID, endedBefore instant: Instant, limit: Int
    ) async throws(AdminError) -> Int
}

/// A reservation as the disk has it, with what it had taken.
struct StoredReservation: Sendable {
    let known: KnownReservation
    let taken: ReservedAmounts
}
