import Domain

/// A store of rows with transactions. SQLite is the first driver; PostgreSQL is to be the second, without touching a
/// store: no driver's type appears here, and closures are synchronous, so a transaction is never held across an `await`.
public protocol Database: Sendable {
    /// Runs `body` against one consistent snapshot. What it writes is refused.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result
    ) async throws(AdminError) -> Result

    /// Runs `body` alone, and calls `completion` once, when what it changed is on disk or it is clear that nothing of it is
    /// left: on the thread that commits, where it must not block, or at once where the write is not taken on.
    ///
    /// Calls that arrive together may share one commit; each is undone alone. `body` may run more than once before it is
    /// kept (a shared commit that fails is taken apart): whatever it does beyond the transaction belongs in
    /// `afterCommit`. It sees what the calls before it have written, which is not on disk yet; `afterCommit` of those
    /// has not run either, so it decides by what it reads from the transaction, not by what is in memory.
    ///
    /// A write that has been taken on is carried out and answered, whatever becomes of its caller: "cancelled" would not
    /// say what is on disk.
    ///
    /// - Parameter completion: is given what `body` returned or threw; `unavailable` when too many writes are waiting or the
    ///   database is closed; or the translated failure of the commit.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result,
        completion: @escaping @Sendable (Swift.Result<Result, AdminError>) -> Void
    )
}

extension Database {
    /// The same for a task, which goes on once the write is decided.
    @discardableResult
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result
    ) async throws(AdminError) -> Result {
        let outcome = await withCheckedContinuation { continuation in
            write(body) { continuation.resume(returning: $0) }
        }
        return try outcome.get()
    }
}

/// What a store works with, for as long as the closure that was given it runs.
public protocol Transaction: AnyObject {
    /// The one instant of this transaction: everything it writes carries the same time.
    var now: Instant { get }

    /// Runs a query and hands over its rows one by one, so that a million of them need no memory of their own.
    func forEachRow(
        _ statement: Statement, _ values: [SQLValue], _ body: (Row) throws(AdminError) -> Void
    ) throws(AdminError)

    /// Runs a query over very many rows and hands over each one where it lies. `body` must not query.
    func forEachRowInPlace(
        _ statement: Statement, _ values: [SQLValue], _ body: (any RowView) throws(AdminError) -> Void
    ) throws(AdminError)

    /// Runs a change and says how many rows it touched.
    @discardableResult
    func run(_ statement: Statement, _ values: [SQLValue]) throws(AdminError) -> Int

    /// Has `action` run once the change is on disk, before the caller of `write` goes on, in the order of the commits.
    /// It must not block. What is in memory follows what is on disk by this alone.
    func afterCommit(_ action: @escaping @Sendable () -> Void)
}

extension Transaction {
    public func rows<Item>(
        _ statement: Statement, _ values: [SQLValue], _ decode: (Row) throws(AdminError) -> Item
    ) throws(AdminError) -> [Item] {
        var items: [Item] = []
        try forEachRow(statement, values) { row throws(AdminError) in items.append(try decode(row)) }
        return items
    }

    public func firstRow<Item>(
        _ statement: Statement, _ values: [SQLValue], _ decode: (Row) throws(AdminError) -> Item
    ) throws(AdminError) -> Item? {
        try rows(statement, values, decode).first
    }

    public func exists(_ statement: Statement, _ values: [SQLValue]) throws(AdminError) -> Bool {
        var found = false
        try forEachRow(statement, values) { _ throws(AdminError) in found = true }
        return found
    }
}
