import Domain
import Foundation

/// Where calls of `write` wait for the next commit: whatever has gathered while one commit ran makes up the next.
///
/// Unchecked, because the condition guards every access to what it holds.
final class WriteQueue: @unchecked Sendable {
    private let maximumWaiting: Int
    private let condition = NSCondition()
    private var waiting: [WriteRequest] = []
    private var isClosed = false

    init(maximumWaiting: Int) {
        self.maximumWaiting = maximumWaiting
    }

    /// - Throws: `unavailable` when the queue is full or closed; the request is then not in it.
    func enqueue(_ request: WriteRequest) throws(AdminError) {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed else { throw .databaseIsClosing }
        guard waiting.count < maximumWaiting else {
            throw AdminError(
                .unavailable, "More changes are waiting than the server takes on.", retryAfterSeconds: 1,
                detail: "\(waiting.count) writes are waiting")
        }
        waiting.append(request)
        condition.signal()
    }

    /// Waits for requests and takes up to `limit` of them, oldest first; `nil` once it is closed and empty.
    func take(atMost limit: Int) -> [WriteRequest]? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty, !isClosed { condition.wait() }
        guard !waiting.isEmpty else { return nil }
        let batch = Array(waiting.prefix(limit))
        waiting.removeFirst(batch.count)
        return batch
    }

    /// Refuses what comes from now on; what is waiting is still taken.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.signal()
    }
}

extension AdminError {
    static var databaseIsClosing: AdminError {
        AdminError(.unavailable, "The server is shutting down.", retryAfterSeconds: 1)
    }
}
