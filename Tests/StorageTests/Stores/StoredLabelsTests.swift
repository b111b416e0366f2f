import Domain
import Testing

@testable import Storage

/// Labels are written as JSON by hand, and read by SQLite and by a decoder.
struct StoredLabelsTests {
    @Test func `labels of any characters are what SQLite and a decoder read`() async throws {
        let every = String(String.UnicodeScalarView((UInt32(1)..<0x400).compactMap { Unicode.Scalar($0) }))
        let labels = [every: "\"\\/\u{2028}é😀", "\"": "", "plain": every]
        guard case .text(let json) = StoredJSON.text(labels) else {
            Issue.record("no text")
            return
        }
        #expect(try StoredJSON.value(json, as: [String: String].self) == labels)
        try await withSchema { database in
            let statement = Statement("SELECT key, value FROM json_each($1)", crossTenantReason: "no table's rows")
            let rows = try await database.read { transaction throws(AdminError) in
                try transaction.rows(statement, [.text(json)]) { row throws(AdminError) in
                    [try row.text(0), try row.text(1)]
                }
            }
            #expect(Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) }) == labels)
        }
        guard case .text("{}") = StoredJSON.text([:]) else {
            Issue.record("no labels are not {}")
            return
        }
    }
}
