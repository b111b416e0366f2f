import Synchronization

/// The `Idempotency-Key`s whose first request is under way: twins wait for it here. Bounded by the requests that are being
/// answered.
final class InFlightKeys: Sendable {
    private struct Key: Hashable {
        let caller: String
        let key: String
    }

    private let waiters = Mutex<[Key: [CheckedContinuation<Void, Never>]]>([:])

    /// Runs `body` alone among those of the same caller and key.
    func alone<Result>(caller: String, key: String, _ body: () async -> Result) async -> Result {
        let key = Key(caller: caller, key: key)
        await enter(key)
        let result = await body()
        leave(key)
        return result
    }

    private func enter(_ key: Key) async {
        await withCheckedContinuation { continuation in
            let isFirst = waiters.withLock { waiters in
                guard waiters[key] != nil else {
                    waiters[key] = []
                    return true
                }
                waiters[key]?.append(continuation)
                return false
            }
            if isFirst { continuation.resume() }
        }
    }

    /// Hands over to the one that has waited longest.
    private func leave(_ key: Key) {
        let next = waiters.withLock { waiters -> CheckedContinuation<Void, Never>? in
            guard waiters[key]?.isEmpty == false else {
                waiters[key] = nil
                return nil
            }
            return waiters[key]?.removeFirst()
        }
        next?.resume()
    }
}
