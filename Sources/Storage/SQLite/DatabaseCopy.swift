import Domain
internal import GRDB

/// Makes a complete, compact copy of a database in one file, of the moment at which it begins. It has another name until it
/// is whole and on disk: what stands under its own name is never a part.
enum DatabaseCopy {
    static let partialSuffix = ".partial"

    /// - Parameters:
    ///   - connection: outside of any transaction; a connection that only reads will do.
    ///   - isOfService: whether the copy belongs to whoever owns the directory, be it root that makes it.
    /// - Throws: `conflict` when there is a file of that name, or another process is making one.
    static func write(_ connection: GRDB.Database, to path: String, isOfService: Bool = false) throws {
        let draft = path + partialSuffix
        // What an ended process has left is removed; what a running one writes is locked.
        let lock = try FileLock(draft, creating: path)
        defer { lock.release() }
        if isOfService { lock.giveToOwner(ofDirectoryOf: path) }
        do {
            // VACUUM INTO accepts an empty file, which so has its mode before a byte of data is in it.
            try connection.execute(sql: "VACUUM INTO ?", arguments: [draft])
            // SQLite does not sync what VACUUM INTO writes.
            try PrivateFile.sync(draft)
            try PrivateFile.publish(draft, as: path)
        } catch {
            remove(draft)
            throw error
        }
    }

    /// With the journal that an ended copy may leave beside it.
    static func remove(_ draft: String) {
        PrivateFile.remove(draft)
        PrivateFile.remove(draft + "-journal")
    }
}
