import Admission
import Domain

extension AdminService {
    /// Adds the whole ledger up again and names every counter that says otherwise. Empty when all is well.
    public func ledgerProblems() async throws(AdminError) -> [String] {
        try await database.read { transaction throws(AdminError) in try LedgerCheck.problems(in: transaction) }
    }
}
