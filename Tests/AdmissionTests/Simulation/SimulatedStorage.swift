import Domain
import TestSupport

@testable import Admission

/// One process's way to the disk: writes in line behind each other, of which any may fail, hang, be kept without anybody
/// being told, or be told of late; and reads that see the disk as it was and come back later.
final class SimulatedStorage: LedgerStorage, @unchecked Sendable {
    enum Weather: CaseIterable {
        case fair
        /// Every fourth write or read fails, one way or the other.
        case rough
        /// Nothing works.
        case down
        /// Nothing is ever decided.
        case hanging
    }

    private struct Write {
        let organization: OrganizationID
        let take: @Sendable () -> LedgerBatch?
        let didCommit: @Sendable (Set<ReservationID>) -> Void
        let completion: @Sendable (Result<Void, AdminError>) -> Void
        /// What was taken, once its turn has come; `nil` in it for nothing.
        var batch: LedgerBatch??
    }

    private static let failure = AdminError(.unavailable, "The disk is full.")

    private let disk: SimulatedDisk
    private let time: FixedTime
    var weather = Weather.fair
    private var isDead = false
    private var writes: [Write] = []
    /// How many of the first of them have begun: they share a commit.
    private var begun = 0
    /// To look at the disk.
    private var reads: [() -> (() -> Void)] = []
    /// To say what was seen there.
    private var answers: [() -> Void] = []
    /// To tell of what was decided, in this order.
    private var news: [() -> Void] = []

    init(_ disk: SimulatedDisk, _ time: FixedTime) {
        self.disk = disk
        self.time = time
    }

    /// What a step may do.
    enum Step { case begin, commit, tell, read, answer }

    var steps: [Step] {
        var steps: [Step] = []
        if begun < writes.count, news.isEmpty { steps.append(.begin) }
        if begun > 0, weather != .hanging, news.isEmpty { steps.append(.commit) }
        if !news.isEmpty { steps.append(.tell) }
        if !reads.isEmpty, weather != .hanging { steps.append(.read) }
        if !answers.isEmpty { steps.append(.answer) }
        return steps
    }

    func take(_ step: Step, _ random: inout SeededGenerator) {
        switch step {
        case .begin: begin(&random)
        case .commit: commit(&random)
        case .tell: news.removeFirst()()
        case .read:
            let read = reads.removeFirst()
            answers.append(read())
        case .answer: answers.remove(at: Int.random(in: answers.indices, using: &random))()
        }
    }

    private func fails(_ random: inout SeededGenerator) -> Bool {
        switch weather {
        case .fair, .hanging: false
        case .rough: Int.random(in: 0..<4, using: &random) == 0
        case .down: true
        }
    }

    private func begin(_ random: inout SeededGenerator) {
        guard fails(&random), Bool.random(using: &random) else {
            writes[begun].batch = .some(writes[begun].take())
            begun += 1
            return
        }
        // Not taken on at all.
        writes.remove(at: begun).completion(.failure(Self.failure))
    }

    /// Decides everything that has begun, each for itself.
    private func commit(_ random: inout SeededGenerator) {
        let group = writes.prefix(begun)
        writes.removeFirst(begun)
        begun = 0
        for write in group {
            guard let taken = write.batch, let batch = taken else {
                news.append { write.completion(.success(())) }
                continue
            }
            guard fails(&random) else {
                keep(batch, of: write)
                continue
            }
            switch Int.random(in: 0..<3, using: &random) {
            case 0:
                // Kept, and nobody knows.
                disk.noteUnknown(write.organization)
                _ = disk.apply(batch, of: write.organization)
                news.append { write.completion(.failure(Self.failure)) }
            case 1:
                // The shared commit was refused; it is made anew, of the same.
                if let again = write.take(), weather != .down { keep(again, of: write) } else { fallthrough }
            default: news.append { write.completion(.failure(Self.failure)) }
            }
        }
    }

    private func keep(_ batch: LedgerBatch, of write: Write) {
        let refused = disk.apply(batch, of: write.organization)
        news.append { write.didCommit(refused) }
        news.append { write.completion(.success(())) }
    }

    /// The process ends: what has begun is kept or not, and nobody is told of it.
    func die(_ random: inout SeededGenerator) {
        for write in writes.prefix(begun) where Bool.random(using: &random) {
            guard let taken = write.batch, let batch = taken else { continue }
            _ = disk.apply(batch, of: write.organization)
        }
        isDead = true
        let (left, answering, reading, telling) = (writes, answers, reads, news)
        (writes, answers, reads, news, begun) = ([], [], [], [], 0)
        for tell in telling { tell() }
        for write in left { write.completion(.failure(Self.failure)) }
        for answer in answering { answer() }
        for read in reading { read()() }
    }
}

// MARK: - What the books ask

extension SimulatedStorage {
    func write(
        for organization: OrganizationID, _ take: @escaping @Sendable () -> LedgerBatch?,
        didCommit: @escaping @Sendable (Set<ReservationID>) -> Void,
        completion: @escaping @Sendable (Result<Void, AdminError>) -> Void
    ) {
        guard !isDead else {
            // A process that has ended is to come to its end, and the disk hears no more of it.
            if take() != nil { didCommit([]) }
            return completion(.success(()))
        }
        writes.append(Write(organization: organization, take: take, didCommit: didCommit, completion: completion))
    }

    private func read<Result: Sendable>(
        _ look: @escaping (SimulatedDisk) -> Result
    ) async throws(AdminError) -> Result {
        let seen: Swift.Result<Result, AdminError> = await withCheckedContinuation { continuation in
            let read = { [self] in
                let isRefused = weather == .down && !isDead
                let seen: Swift.Result<Result, AdminError> = isRefused ? .failure(Self.failure) : .success(look(disk))
                return { continuation.resume(returning: seen) }
            }
            if isDead { read()() } else { reads.append(read) }
        }
        return try seen.get()
    }

    func book(of organization: OrganizationID, policies: [PolicyID]) async throws(AdminError) -> StoredBook {
        try await read { [time] in $0.book(of: organization, policies: policies, at: time.now()) }
    }

    func differences(
        in organization: OrganizationID, policies: [PolicyID]
    ) async throws(AdminError) -> [CounterDifference] {
        try await read { $0.differences(in: organization) }
    }

    func reservation(
        _ id: ReservationID, in organization: OrganizationID
    ) async throws(AdminError) -> StoredReservation? {
        try await read { $0.tenant(organization).rows[id] }
    }

    func reservations(
        of requests: [RequestKey], in organization: OrganizationID
    ) async throws(AdminError) -> [RequestKey: KnownReservation] {
        try await read { disk in
            let tenant = disk.tenant(organization)
            return requests.reduce(into: [:]) { found, key in
                found[key] = tenant.requests[key].flatMap { tenant.rows[$0]?.known }
            }
        }
    }

    func list(
        _ state: Reservation.State?, in organization: OrganizationID, _ page: PageRequest<Reservation>
    ) async throws(AdminError) -> Page<KnownReservation> {
        try await read { disk in
            let rows = disk.tenant(organization).rows.values.map(\.known)
                .filter { state == nil || $0.reservation.state == state }.sorted { $0.id < $1.id }
            return Page(overread: rows.filter { known in page.after.map { known.id > $0 } ?? true }, limit: page.limit)
        }
    }

    func purge(
        in organization: OrganizationID, endedBefore instant: Instant, limit: Int
    ) async throws(AdminError) -> Int {
        try await read { $0.purge(in: organization, endedBefore: instant, limit: limit) }
    }
}
