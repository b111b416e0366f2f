import Domain
import Synchronization

/// Carries what books have changed to the disk: whatever gathers while one commit runs makes up the next. There is no
/// timer, so a lone caller never waits for company.
///
/// Each book's part is a write of its own, which fails alone. What is written is taken from the book when the write begins
/// and not when it is asked for, and the book follows on the thread that commits: the next write can wait in line
/// meanwhile, and the disk waits for nobody.
final class LedgerWriter: Sendable {
    private struct State {
        var writes = 0
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    /// What a write has taken from its book: it may run again, and must write the same then.
    private final class Taken: Sendable {
        /// `nil` until the write begins.
        private let taken = Mutex<LedgerBatch??>(nil)

        func batch(_ take: () -> LedgerBatch?) -> LedgerBatch? {
            taken.withLock { taken in
                if let taken { return taken }
                let batch = take()
                taken = .some(batch)
                return batch
            }
        }

        /// What the book has lost where the write was not kept.
        var loss: Book.Loss? {
            taken.withLock { taken in
                guard let taken else { return .waiting }
                return taken == nil ? nil : .underWay
            }
        }
    }

    private let storage: any LedgerStorage
    private let time: any TimeSource
    private let reloader: BookReloader
    private let state = Mutex(State())

    init(storage: any LedgerStorage, time: any TimeSource, spawner: any Spawner) {
        self.storage = storage
        self.time = time
        reloader = BookReloader(storage: storage, spawner: spawner)
    }

    func enqueue(_ book: Book) {
        state.withLock { $0.writes += 1 }
        let taken = Taken()
        storage.write(for: book.organizationID) { [time] in
            taken.batch { book.takeBatch(at: time.now()) }
        } didCommit: { refused in
            book.didCommit(refused: refused)
        } completion: { [self] outcome in
            if case .failure(let error) = outcome, let loss = taken.loss { book.didFail(error, loss) }
            writeEnded()
        }
    }

    func reload(_ book: Book, _ due: BookPhase.Reading) {
        reloader.reload(book, due.generation, after: due.failures)
    }

    /// Returns once everything that was queued before has been written, or has failed.
    func flush() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.writes > 0 { state.idle.append(continuation) }
                return state.writes == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    private func writeEnded() {
        let idle: [CheckedContinuation<Void, Never>] = state.withLock { state in
            state.writes -= 1
            guard state.writes == 0 else { return [] }
            defer { state.idle = [] }
            return state.idle
        }
        for continuation in idle { continuation.resume() }
    }
}
