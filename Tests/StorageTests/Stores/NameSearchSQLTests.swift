import Domain
import Testing

@testable import Storage

/// What searches of users, teams and clients look at.
struct NameSearchSQLTests {
    private let organization = UUIDv7Source().next(Organization.self, at: SteppingTime.start)

    private var searches: [NameSearch] {
        NameSearch.Sort.allCases.flatMap { sort in
            [nil, "core", "019e-"].map { text in
                var search = NameSearch()
                (search.text, search.sort) = (text, sort)
                return search
            }
        }
    }

    @Test(arguments: NamedTable.allCases)
    func `a search by name counts in its table's index by name, finds in an index, and binds its tenant`(
        _ table: NamedTable
    ) async throws {
        let (searches, organization) = (searches, organization)
        try await withSchema { database in
            for search in searches {
                for after in [nil, "019e7045-2440-79bb-b110-e2cb38efbaeb"] {
                    var query = NameSearchSQL(search, of: table, in: organization)
                    let counting = try await plan(of: query.count, query.values, in: database)
                    #expect(
                        counting.contains { $0.contains("INDEX \(table.rawValue)_by_organization_name") },
                        "\(counting)")
                    #expect(query.count.contains("WHERE organization_id = $1 AND "))
                    let sql = query.list("*", after: after)
                    let listing = try await plan(of: sql, query.values + [.integer(1)], in: database)
                    #expect(!listing.contains { $0.hasPrefix("SCAN \(table.rawValue)") }, "\(listing)")
                    let reads = sql.components(separatedBy: "FROM \(table.rawValue) WHERE ").dropFirst()
                    #expect(reads.allSatisfy { $0.hasPrefix("organization_id = $1 AND ") } && reads.count > 1, "\(sql)")
                }
            }
        }
    }

    @Test func `the platform's own clients are looked for among those that belong to no tenant`() {
        var query = NameSearchSQL(NameSearch(), of: .clients, in: nil)
        #expect(query.values.isEmpty && query.count.contains("WHERE organization_id IS NULL AND "))
        let reads = query.list("*", after: nil).components(separatedBy: "FROM oauth_clients WHERE ").dropFirst()
        #expect(reads.allSatisfy { $0.hasPrefix("organization_id IS NULL AND ") })
    }

    @Test(arguments: [
        ("019E7", "019e7", "019e7g"), ("019e7045-2440", "019e7045-2440", "019e7045-2440g"),
    ])
    func `the beginning of an id is a range of ids, in any case`(_ text: String, _ first: String, _ end: String) {
        let range = SearchText(text: text).idRange
        #expect(range?.first == first && range?.end == end)
        #expect(SearchText(text: text + "x").idRange == nil)
    }
}
