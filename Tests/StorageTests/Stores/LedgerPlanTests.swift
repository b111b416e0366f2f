import Domain
import Testing

@testable import Storage

/// What reading and repricing calls look at: a row's own, however large a tenant's ledger is.
struct LedgerPlanTests {
    private static let statements: [(Statement, table: String, SQLValue, step: String)] = [
        (
            LedgerEntryStore.SQL.corrections, "ledger_entries", .text("c"),
            "ledger_entries_by_corrected (organization_id=? AND corrects_id=?)"
        ),
        (
            LedgerEntryStore.SQL.expiry, "ledger_entries", .text("r"),
            "ledger_entries_of_expiry (organization_id=? AND reservation_id=?)"
        ),
        (
            LedgerEntryStore.SQL.countUnpriced, "later", .null,
            "ledger_entries_by_corrected (organization_id=? AND corrects_id=?)"
        ),
    ]

    @Test(arguments: [LedgerEntryStore.SQL.listByRequest, LedgerEntryStore.SQL.totalsByRequest])
    func `a request's rows are found through its reservations, with no look at the other rows`(
        _ statement: Statement
    ) async throws {
        try await withSchema { database in
            let values = [SQLValue](repeating: .null, count: statement.parameterOrder.max() ?? 0)
            let steps = try await plan(of: statement.sql, values, in: database)
            for step in [
                "ledger_entries USING PRIMARY KEY (organization_id=? AND id=?)",
                "reservations USING INDEX reservations_by_request (request_id=?)",
                "ledger_requests USING PRIMARY KEY (request_id=? AND organization_id=?)",
                "ledger_entries USING INDEX ledger_entries_by_request (request_id=? AND organization_id=?)",
            ] {
                #expect(steps.contains { $0.contains(step) }, "\(step): \(steps)")
            }
        }
    }

    @Test(arguments: statements.indices)
    func `what belongs to one call is found by its index, with no statistics`(_ index: Int) async throws {
        let (statement, table, value, step) = Self.statements[index]
        try await withSchema { database in
            let values: [SQLValue] = statement.crossTenantReason == nil ? [.text("o"), value] : []
            let steps = try await plan(of: statement.sql, values, in: database)
            #expect(steps.contains { $0.hasPrefix("SEARCH \(table) USING") && $0.hasSuffix(step) }, "\(steps)")
            #expect(!steps.contains { $0.hasSuffix("PRIMARY KEY (organization_id=?)") }, "\(steps)")
        }
    }
}
