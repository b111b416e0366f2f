import Domain
internal import GRDB

/// Makes a complete, compact copy of a database in one file, of the moment at which it begins.
enum DatabaseCopy {
    /// - Parameter connection: outside of any transaction; a connection that only reads will do.
    static func write(_ connection: GRDB.Database, to path: String) throws {
        // VACUUM INTO accepts an empty file. Making it first gives it its mode before a byte of data is in it, and makes
        // sure that nothing is overwritten.
        try PrivateFile.createNew(path)
        do {
            try connection.execute(sql: "VACUUM INTO ?", arguments: [path])
            // SQLite does not sync what VACUUM INTO writes.
            try PrivateFile.sync(path)
        } catch {
            PrivateFile.remove(path)
            throw error
        }
    }
}
