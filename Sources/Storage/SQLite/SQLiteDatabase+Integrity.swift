import Domain
internal import GRDB

extension SQLiteDatabase {
    /// Reads the whole file and lists what is wrong with it, at most 200 lines; empty when all is well. Writers go on
    /// meanwhile.
    public func integrityProblems() async throws(AdminError) -> [String] {
        try gate.enter()
        defer { gate.leave() }
        do {
            return try await pool.read { try IntegrityCheck.problems($0) }
        } catch {
            throw GRDBErrors.translate(error)
        }
    }
}
