internal import GRDB

/// Looks for damage. What it reports names tables and rows, never what is in them.
enum IntegrityCheck {
    /// A damaged file can have a problem on each of its pages: the first hundred are enough to know what to do.
    static let maximumProblems = 100

    /// Reads the whole file, every index included.
    static func problems(_ connection: GRDB.Database) throws -> [String] {
        do {
            let reports = try String.fetchAll(connection, sql: "PRAGMA integrity_check(\(maximumProblems))")
            return try reports.filter { $0 != "ok" } + foreignKeyViolations(connection)
        } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
            // Too damaged for the check itself: that is a finding, not a failure to look.
            return ["the file is damaged: \(GRDBErrors.describe(error))"]
        }
    }

    static func foreignKeyViolations(_ connection: GRDB.Database) throws -> [String] {
        let rows = try GRDB.Row.fetchCursor(connection, sql: "PRAGMA foreign_key_check")
        var problems: [String] = []
        while problems.count < maximumProblems, let row = try rows.next() {
            let table: String = row[0]
            let rowID: Int64? = row[1]
            let parent: String = row[2]
            problems.append("row \(rowID.map(String.init) ?? "?") of \(table) refers to a missing row of \(parent)")
        }
        return problems
    }
}
