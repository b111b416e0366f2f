import Domain
import Foundation

/// Lets closing wait for every use of the connections that does not go through the write queue. GRDB's pool must not be
/// closed while a read is on its way in: it drops its readers without a lock.
///
/// Unchecked, because the condition guards every access to what it holds.
final class UseGate: @unchecked Sendable {
    private let condition = NSCondition()
    private var uses = 0
    private var isClosed = false

    func enter() throws(AdminError) {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed else { throw .databaseIsClosing }
        uses += 1
    }

    func leave() {
        condition.lock()
        defer { condition.unlock() }
        uses -= 1
        if uses == 0 { condition.broadcast() }
    }

    func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
    }

    /// Blocks its thread; to be called once closed.
    func waitUntilUnused() {
        condition.lock()
        defer { condition.unlock() }
        while uses > 0 { condition.wait() }
    }
}
