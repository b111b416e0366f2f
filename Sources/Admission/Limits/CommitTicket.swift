import Domain
import Synchronization

/// Tells one caller that what was decided for it is on disk.
public final class CommitTicket: Sendable {
    public enum Outcome: Sendable {
        case onDisk
        /// The key has used this request id before: what was decided has been undone.
        case repeated
        case failed(AdminError)
    }

    private enum State {
        case waiting([@Sendable (Outcome) -> Void])
        case resolved(Outcome)
    }

    private let state = Mutex(State.waiting([]))

    init() {}

    /// Calls back exactly once, at once where it is decided already. On the thread that resolves it: it must not block.
    public func whenResolved(_ callback: @escaping @Sendable (Outcome) -> Void) {
        let outcome: Outcome? = state.withLock { state in
            switch state {
            case .resolved(let outcome): return outcome
            case .waiting(let callbacks):
                state = .waiting(callbacks + [callback])
                return nil
            }
        }
        if let outcome { callback(outcome) }
    }

    public func outcome() async -> Outcome {
        await withCheckedContinuation { continuation in whenResolved { continuation.resume(returning: $0) } }
    }

    /// - Throws: `unavailable` where it could not be written. - Returns: whether the request was a repeated one.
    func wait() async throws(AdminError) -> Bool {
        switch await outcome() {
        case .onDisk: return false
        case .repeated: return true
        case .failed(let error): throw error
        }
    }

    func resolve(_ outcome: Outcome) {
        let callbacks = state.withLock { state in
            guard case .waiting(let callbacks) = state else { return [@Sendable (Outcome) -> Void]() }
            state = .resolved(outcome)
            return callbacks
        }
        for callback in callbacks { callback(outcome) }
    }
}
