import Domain
import Synchronization

/// Something that ends once, for any number of callers that wait for it.
final class Completion: Sendable {
    private struct State {
        var outcome: Result<Void, AdminError>?
        var waiting: [CheckedContinuation<Result<Void, AdminError>, Never>] = []
    }

    private let state = Mutex(State())

    func wait() async throws(AdminError) {
        let outcome = await withCheckedContinuation { continuation in
            let known = state.withLock { state in
                if state.outcome == nil { state.waiting.append(continuation) }
                return state.outcome
            }
            if let known { continuation.resume(returning: known) }
        }
        try outcome.get()
    }

    func finish(_ outcome: Result<Void, AdminError>) {
        let waiting = state.withLock { state in
            state.outcome = outcome
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: outcome) }
    }
}
