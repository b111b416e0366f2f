import Domain
internal import GRDB
internal import GRDBSQLite

/// A transaction on one connection. Used on that connection's thread alone, and dead once its closure has returned.
final class SQLiteTransaction: Transaction {
    let now: Instant
    private(set) var actions: [@Sendable () -> Void] = []
    private var connection: GRDB.Database?
    /// What is being iterated. A cached statement has one cursor, so a query inside itself needs a statement of its own.
    private var iterated: [String] = []

    init(_ connection: GRDB.Database, now: Instant) {
        self.connection = connection
        self.now = now
    }

    /// After this, every use is an error instead of a statement in somebody else's transaction.
    func end() { connection = nil }

    func afterCommit(_ action: @escaping @Sendable () -> Void) { actions.append(action) }

    func forEachRow(
        _ statement: Statement, _ values: [SQLValue], _ body: (Row) throws(AdminError) -> Void
    ) throws(AdminError) {
        let prepared = try prepare(statement, values)
        iterated.append(statement.sql)
        defer { iterated.removeLast() }
        try translatingErrors {
            let cursor = try GRDB.Row.fetchCursor(prepared)
            let columns = 0..<prepared.columnCount
            while let row = try cursor.next() {
                try body(Row(values: columns.map { try SQLValue(row[$0] as DatabaseValue, column: $0) }))
            }
        }
    }

    func forEachRowInPlace(
        _ statement: Statement, _ values: [SQLValue], _ body: (any RowView) throws(AdminError) -> Void
    ) throws(AdminError) {
        let prepared = try prepare(statement, values)
        guard prepared.isReadonly else { throw .internal("a change cannot be read row by row: \(statement.sql)") }
        iterated.append(statement.sql)
        defer {
            sqlite3_reset(prepared.sqliteStatement)
            iterated.removeLast()
        }
        let row = SQLiteRowView(prepared.sqliteStatement)
        while true {
            switch sqlite3_step(prepared.sqliteStatement) {
            case SQLITE_ROW: try body(row)
            case SQLITE_DONE: return
            case let code:
                let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(prepared.sqliteStatement)))
                throw GRDBErrors.translate(DatabaseError(resultCode: ResultCode(rawValue: code), message: message))
            }
        }
    }

    func run(_ statement: Statement, _ values: [SQLValue]) throws(AdminError) -> Int {
        let prepared = try prepare(statement, values)
        return try translatingErrors {
            try prepared.execute()
            // SQLite keeps the count of the last change, so a statement that changes nothing would report that one.
            return prepared.isReadonly ? 0 : try usableConnection().changesCount
        }
    }

    private func prepare(_ statement: Statement, _ values: [SQLValue]) throws(AdminError) -> GRDB.Statement {
        let connection = try usableConnection()
        let arguments = try arguments(of: statement, values)
        return try translatingErrors {
            let prepared =
                iterated.contains(statement.sql)
                ? try connection.makeStatement(sql: statement.sql)
                : try connection.cachedStatement(sql: statement.sql)
            try prepared.setArguments(arguments)
            return prepared
        }
    }

    /// SQLite undoes a whole transaction on some failures (a full disk). A body that carries on regardless would write
    /// outside of any: each of its statements would be a commit of its own.
    private func usableConnection() throws(AdminError) -> GRDB.Database {
        guard let connection, connection.isInsideTransaction else {
            throw .internal("a transaction was used after it had ended")
        }
        return connection
    }

    /// The values in the order in which SQLite numbers the parameters.
    private func arguments(of statement: Statement, _ values: [SQLValue]) throws(AdminError) -> StatementArguments {
        guard values.count == statement.parameterOrder.count else {
            throw .internal("\(values.count) values for \(statement.parameterOrder.count) parameters: \(statement.sql)")
        }
        var ordered: [DatabaseValue] = []
        ordered.reserveCapacity(values.count)
        for number in statement.parameterOrder {
            guard (1...values.count).contains(number) else {
                throw .internal("parameter $\(number) has no value: \(statement.sql)")
            }
            ordered.append(try values[number - 1].databaseValue())
        }
        return StatementArguments(ordered)
    }
}
