import Admission
import Domain

extension AdminService {
    /// Adds the whole ledger up again and names every counter that says otherwise. Empty when all is well.
    public func ledgerProblems() async throws(AdminError) -> [String] {
        try await database.read { transaction throws(AdminError) in try LedgerCheck.problems(in: transaction) }
    }

    /// What to know of calls whose cost nobody can tell.
    public func unpricedNotes() async throws(AdminError) -> [String] {
        try await database.read { transaction throws(AdminError) in
            let (calls, byPolicy) = try transaction.ledgerEntries.unpricedCalls()
            guard calls > 0 else { return [] }
            var names: [PolicyID: String] = [:]
            try transaction.policies.forEachPolicy { policy throws(AdminError) in
                if byPolicy[policy.id] != nil { names[policy.id] = policy.name }
            }
            let what = calls == 1 ? "1 call is" : "\(calls) calls are"
            return [
                """
                \(what) unpriced: nobody can tell the cost. Give the models a price, and run: adminctl usage reprice \
                --from 31d
                """
            ]
                + byPolicy.sorted { $0.key < $1.key }.map { policy, count in
                    "unpriced under the budget \(names[policy].map { "'\($0)'" } ?? policy.text): \(count)"
                }
        }
    }
}
