import Domain
import Storage

extension AdminService {
    /// Rows that cannot be read. A key's is refused while the others serve; any other keeps the daemon from starting.
    public func rowProblems() async throws(AdminError) -> [String] {
        try await database.read { transaction throws(AdminError) in try RowCheck.problems(in: transaction) }
    }
}
