import Domain
import Testing

@testable import Storage

/// A ledger from before request ids were found through reservations.
struct RequestMigrationTests {
    private static let tenant = "0198c3a0-0000-7000-8000-000000000001"

    private static func entry(_ id: String, reservation: String, corrects: String = "NULL") -> String {
        """
        INSERT INTO ledger_entries (organization_id, id, kind, reservation_id, request_id, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, requests, cost, charges, created_at, corrects_id)
        VALUES ('\(tenant)', '\(tenant.dropLast())\(id)', 'usage', \(reservation), 'r', 1, 0, 0, 0, 1, 1, '', 0, \(corrects))
        """
    }

    private static func id(_ digit: String) -> String { "'\(tenant.dropLast())\(digit)'" }

    private static let rows = [
        """
        INSERT INTO reservations VALUES ('\(tenant)', \(id("a")), \(id("b")), NULL, \(id("c")), 'r', NULL, NULL, NULL,
        '{}', 0, 0, NULL, '', '', 0, 1, 'settled', 0, \(id("2")))
        """,
        entry("2", reservation: id("a")), entry("3", reservation: id("f")), entry("4", reservation: "NULL"),
        entry("5", reservation: id("f"), corrects: id("3")),
    ]

    @Test func `rows are found by their request, whether or not their reservations are remembered`() async throws {
        try await withFolder { folder in
            func open(_ migrations: some Sequence<Migration>) throws -> SQLiteDatabase {
                try SQLiteDatabase.open(
                    SQLiteConfiguration(path: folder + "/test.db"), time: SteppingTime(),
                    migrations: Array(migrations), observer: NoCommitObserver())
            }
            let before = try open(Migration.embedded.prefix { $0.name != "ledger_requests" })
            _ = try before.migrate()
            for row in Self.rows {
                try await before.write { transaction throws(AdminError) in try transaction.run(Statement(row), []) }
            }
            try await before.close()
            let database = try open(Migration.embedded)
            _ = try database.migrate()
            let organization = try #require(OrganizationID(Self.tenant))
            let ids = try await database.read { transaction throws(AdminError) in
                var filter = UsageFilter()
                filter.requestID = "r"
                return try transaction.ledgerEntries.list(filter, in: organization, try PageRequest()).items.map(
                    \.id.text)
            }
            #expect(ids.map { $0.suffix(1) } == ["2", "3", "4", "5"])
            try await database.close()
        }
    }
}
