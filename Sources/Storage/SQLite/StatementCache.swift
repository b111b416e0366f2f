import Domain
internal import GRDB

/// The prepared statements of one connection. Belongs to the connection's thread, as those do.
///
/// GRDB keeps some, too, and hashes the whole text of a statement each time that it is asked for one: about as long as
/// SQLite takes to carry a short one out.
final class StatementCache {
    private var statements: [Statement: GRDB.Statement] = [:]

    func statement(_ statement: Statement, on connection: GRDB.Database) throws -> GRDB.Statement {
        if let prepared = statements[statement] { return prepared }
        let prepared = try connection.cachedStatement(sql: statement.sql)
        statements[statement] = prepared
        return prepared
    }

    /// To be called before the connection is closed, which waits for nobody who holds a statement of it.
    func removeAll() { statements.removeAll() }
}
