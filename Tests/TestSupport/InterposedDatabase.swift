import Domain
import Storage
import Synchronization

/// A database that tells a test of each write before it is handed on: what the test writes then comes before it, and is
/// between it and the one before.
public final class InterposedDatabase: Database {
    private let database: any Database
    private let gate = Mutex<(@Sendable () -> AdminError?)?>(nil)

    public init(_ database: any Database) {
        self.database = database
    }

    /// - Parameter gate: is asked before each write; what it returns, the write fails with.
    public func beforeEachWrite(_ gate: (@Sendable () -> AdminError?)?) {
        self.gate.withLock { $0 = gate }
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result
    ) async throws(AdminError) -> Result {
        try await database.read(body)
    }

    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result,
        completion: @escaping @Sendable (Swift.Result<Result, AdminError>) -> Void
    ) {
        let gate = gate.withLock { $0 }
        if let failure = gate?() { return completion(.failure(failure)) }
        database.write(body, completion: completion)
    }
}
