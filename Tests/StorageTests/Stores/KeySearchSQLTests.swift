import Domain
import Testing

@testable import Storage

/// What searches of keys look at.
struct KeySearchSQLTests {
    private typealias Change = (inout KeySearch) -> Void

    private let organization = UUIDv7Source().next(Organization.self, at: SteppingTime.start)

    /// Searches with the index that has to count them.
    private var narrow: [(change: Change, index: String)] {
        [
            ({ _ in }, "api_keys_by_organization_name"), ({ $0.sort = .name }, "api_keys_by_organization_name"),
            ({ $0.status = .removed }, "api_keys_removed"), ({ $0.status = .disabled }, "api_keys_disabled"),
            ({ $0.status = .expired }, "api_keys_by_expiry"), ({ $0.status = .active }, "api_keys_disabled"),
            ({ $0.metadata = ["a": "b"] }, "api_keys_by_metadata"), ({ $0.model = "m" }, "api_keys_by_models"),
            ({ $0.expiresBefore = SteppingTime.start }, "api_keys_by_expiry"),
            ({ $0.expiresAfter = SteppingTime.start }, "api_keys_by_expiry"),
            ({ $0.usedBefore = SteppingTime.start }, "api_keys_by_organization"),
            ({ $0.usedAfter = SteppingTime.start }, "api_keys_by_organization"),
            ({ $0.owner = "x" }, "api_keys_by_organization (organization_id=? AND id=?"),
        ]
    }

    private func searches() -> [(search: KeySearch, index: String)] {
        narrow.flatMap { change, index in
            KeySearch.Sort.allCases.map { sort in
                var search = KeySearch()
                search.sort = sort
                change(&search)
                return (search, index)
            }
        }
    }

    @Test func `each filter counts in the index that holds little else, and a page is found in an index, too`()
        async throws
    {
        let (searches, organization) = (searches(), organization)
        let key = UUIDv7Source().next(APIKey.self, at: SteppingTime.start)
        try await withSchema { database in
            for (search, index) in searches {
                let query = KeySearchSQL(search, in: organization, at: SteppingTime.start)
                let counting = try query.count()
                let steps = try await plan(of: counting.sql, counting.values, in: database)
                #expect(steps.contains { $0.contains("INDEX \(index)") }, "\(steps)")
                for after in [nil, key] {
                    let page = try query.page(after: after)
                    let steps = try await plan(of: page.sql, page.values + [.integer(1)], in: database)
                    #expect(!steps.contains { $0.hasPrefix("SCAN api_keys") }, "\(steps)")
                }
            }
        }
    }

    @Test(arguments: [nil] + KeySearch.Status.allCases)
    func `a text is looked for in one index for each thing that it can be`(_ status: KeySearch.Status?) async throws {
        var search = KeySearch()
        (search.text, search.status) = ("abcd", status)
        let query = KeySearchSQL(search, in: organization, at: SteppingTime.start)
        let isRemoved = status == .removed
        try await withSchema { database in
            for statement in [try #require(try query.few()), try query.count()] {
                let steps = try await plan(of: statement.sql, statement.values, in: database)
                for index in [
                    isRemoved ? "api_keys_removed (organization_id=?)" : "api_keys_by_organization_name",
                    "api_keys_by_team", "api_keys_by_user",
                    "\(isRemoved ? "api_keys_removed" : "api_keys_by_organization") (organization_id=? AND id>? AND id<?)",
                ] {
                    #expect(steps.contains { $0.contains("INDEX \(index)") }, "\(index): \(steps)")
                }
            }
        }
    }

    @Test func `every look at keys, teams and users binds the tenant`() throws {
        var full = KeySearch()
        (full.text, full.status, full.model, full.metadata) = ("abcd", .active, "m", ["a": "b"])
        (full.usedBefore, full.expiresAfter, full.sort) = (SteppingTime.start, SteppingTime.start, .lastUsed)
        for (search, _) in searches().filter({ $0.search.owner == nil }) + [(full, "")] {
            let query = KeySearchSQL(search, in: organization, at: SteppingTime.start)
            let key = UUIDv7Source().next(APIKey.self, at: SteppingTime.start)
            let statements = [try query.few(), try query.count(), try query.page(after: key)].compactMap { $0 }
            for sql in try statements.map(\.sql) + [query.page(among: ["x"], after: key).sql] {
                let looks = sql.matches(of: #/FROM (api_keys|teams|users) (INDEXED BY [a-z_]+ )?/#)
                let bound = sql.matches(
                    of: #/FROM (api_keys|teams|users) (INDEXED BY [a-z_]+ )?WHERE organization_id = \$1 AND /#)
                let owned = sql.matches(of: #/FROM api_keys INDEXED BY api_keys_by_(team|user)_name /#).count
                let owners = sql.matches(of: #/FROM (teams|users) WHERE organization_id = \$1 AND /#).count
                #expect(owned <= owners, "\(sql)")
                #expect(looks.count == bound.count + owned && !looks.isEmpty, "\(sql)")
            }
        }
    }
}
