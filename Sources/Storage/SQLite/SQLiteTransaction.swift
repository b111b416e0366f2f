import Domain
internal import GRDB
internal import GRDBSQLite

/// A transaction on one connection. Used on that connection's thread alone, and dead once its closure has returned.
final class SQLiteTransaction: Transaction {
    let now: Instant
    private(set) var actions: [@Sendable () -> Void] = []
    private var connection: GRDB.Database?
    private let cache: StatementCache?
    /// What is being iterated. A cached statement has one cursor, so a query inside itself needs a statement of its own.
    private var iterated: [Statement] = []

    /// - Parameter cache: of the connection, where it has one that lasts.
    init(_ connection: GRDB.Database, now: Instant, cache: StatementCache? = nil) {
        self.connection = connection
        self.cache = cache
        self.now = now
    }

    /// After this, every use is an error instead of a statement in somebody else's transaction.
    func end() { connection = nil }

    func afterCommit(_ action: @escaping @Sendable () -> Void) { actions.append(action) }

    func forEachRow(
        _ statement: Statement, _ values: [SQLValue], _ body: (Row) throws(AdminError) -> Void
    ) throws(AdminError) {
        try forEachStep(statement, try prepare(statement, values)) { prepared throws(AdminError) in
            var row: [SQLValue] = []
            let columns = sqlite3_column_count(prepared)
            row.reserveCapacity(Int(columns))
            for column in 0..<columns { row.append(try SQLValue(column: column, of: prepared)) }
            try body(Row(values: row, of: statement))
        }
    }

    func forEachRowInPlace(
        _ statement: Statement, _ values: [SQLValue], _ body: (any RowView) throws(AdminError) -> Void
    ) throws(AdminError) {
        let prepared = try prepare(statement, values)
        guard prepared.isReadonly else { throw .internal("a change cannot be read row by row: \(statement.sql)") }
        let row = SQLiteRowView(statement, prepared.sqliteStatement)
        try forEachStep(statement, prepared) { _ throws(AdminError) in try body(row) }
    }

    func run(_ statement: Statement, _ values: [SQLValue]) throws(AdminError) -> Int {
        let prepared = try prepare(statement, values)
        try forEachStep(statement, prepared) { _ in }
        // SQLite keeps the count of the last change, so a statement that changes nothing would report that one.
        return prepared.isReadonly ? 0 : try usableConnection().changesCount
    }

    /// Carries the statement out, by SQLite's own interface: GRDB's costs several times what SQLite does.
    private func forEachStep(
        _ statement: Statement, _ prepared: GRDB.Statement, _ body: (OpaquePointer) throws(AdminError) -> Void
    ) throws(AdminError) {
        let handle = prepared.sqliteStatement
        iterated.append(statement)
        defer {
            sqlite3_reset(handle)
            iterated.removeLast()
        }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: try body(handle)
            case SQLITE_DONE: return
            case let code:
                let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
                throw GRDBErrors.translate(DatabaseError(resultCode: ResultCode(rawValue: code), message: message))
            }
        }
    }

    private func prepare(_ statement: Statement, _ values: [SQLValue]) throws(AdminError) -> GRDB.Statement {
        let connection = try usableConnection()
        let prepared = try translatingErrors { () throws -> GRDB.Statement in
            if iterated.contains(statement) { return try connection.makeStatement(sql: statement.sql) }
            return try cache?.statement(statement, on: connection)
                ?? connection.cachedStatement(sql: statement.sql)
        }
        guard values.count == statement.parameterOrder.count else {
            throw .internal("\(values.count) values for \(statement.parameterOrder.count) parameters: \(statement.sql)")
        }
        // SQLite numbers the parameters in the order in which they appear.
        for (position, number) in statement.parameterOrder.enumerated() {
            guard (1...values.count).contains(number) else {
                throw .internal("parameter $\(number) has no value: \(statement.sql)")
            }
            try values[number - 1].bind(at: Int32(position + 1), of: prepared.sqliteStatement)
        }
        return prepared
    }

    /// SQLite undoes a whole transaction on some failures (a full disk). A body that carries on regardless would write
    /// outside of any: each of its statements would be a commit of its own.
    private func usableConnection() throws(AdminError) -> GRDB.Database {
        guard let connection, connection.isInsideTransaction else {
            throw .internal("a transaction was used after it had ended")
        }
        return connection
    }
}
