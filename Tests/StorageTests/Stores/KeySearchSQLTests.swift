import Domain
import Testing

@testable import Storage

/// What searches of keys look at.
struct KeySearchSQLTests {
    private let organization = UUIDv7Source().next(Organization.self, at: SteppingTime.start)

    private var searches: [KeySearch] {
        var searches = KeySearch.Status.allCases.map { status in
            var search = KeySearch()
            search.status = status
            return search
        }
        searches += KeySearch.Sort.allCases.map { sort in
            var search = KeySearch()
            search.sort = sort
            return search
        }
        var full = KeySearch()
        (full.text, full.owner) = ("abcd", "x")
        (full.usedBefore, full.usedAfter) = (SteppingTime.start, SteppingTime.start)
        (full.expiresBefore, full.expiresAfter) = (SteppingTime.start, SteppingTime.start)
        return searches + [full]
    }

    @Test func `a search counts and finds in one index, and binds its tenant everywhere`() async throws {
        let (searches, organization) = (searches, organization)
        let key = UUIDv7Source().next(APIKey.self, at: SteppingTime.start)
        try await withSchema { database in
            for search in searches {
                for after in [nil, key] {
                    var query = KeySearchSQL(search, in: organization, at: SteppingTime.start)
                    let counting = try await plan(of: query.count, query.values, in: database)
                    #expect(counting.contains { $0.contains("COVERING INDEX api_keys_by_organization") }, "\(counting)")
                    let sql = query.list(after: after)
                    let listing = try await plan(of: sql, query.values + [.integer(1)], in: database)
                    #expect(listing.contains { $0.contains("INDEX api_keys_by_organization") }, "\(listing)")
                    #expect(!listing.contains { $0.hasPrefix("SCAN api_keys") }, "\(listing)")
                    let tenant = "FROM api_keys WHERE organization_id = $1 AND "
                    #expect(sql.components(separatedBy: tenant).count > 2 && query.count.contains(tenant), "\(sql)")
                }
            }
        }
    }
}
