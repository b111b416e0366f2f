import Domain
import Testing

@testable import Storage

/// Whatever index finds them: the keys of a search are those that a look at every key would find.
struct KeySearchStoreTests {
    private static let texts: [String?] = [
        nil, "alpha", "ALPHA", "a", "beta 7", "0%", "core", "ada@", "abcd", "xx1z", "019", "nobody",
    ]

    @Test(arguments: KeySearch.Status.allCases + [nil])
    func `a search finds, orders and counts what a look at every key does`(_ status: KeySearch.Status?) async throws {
        try await withSchema { database in
            let sample = try KeySearchSample()
            try await database.write { transaction throws(AdminError) in try sample.insert(transaction) }
            try await database.read { transaction throws(AdminError) in
                for text in Self.texts {
                    for search in sample.searches(text, status) { try sample.check(search, transaction) }
                }
            }
        }
    }

    @Test(arguments: [
        (["env": "ci"], 1), (["env": "c"], 0), (["nv": "ci"], 0), (["x,\"env": "ci"], 1), (["a": ",\"env\":\"ci\""], 1),
        (["a": "é/\\"], 1), (["b": "1"], 1), (["a": "é/\\", "b": "1"], 1), (["a": "é/\\", "b": "2"], 0),
    ])
    func `metadata is found by whole names and values, whatever is in them`(
        _ wanted: [String: String], _ expected: Int
    ) async throws {
        try await withSchema { database in
            let sample = try KeySearchSample(metadata: [
                ["env": "ci"], ["x,\"env": "ci"], ["a": ",\"env\":\"ci\""], ["a": "é/\\", "b": "1"], [:],
            ])
            try await database.write { transaction throws(AdminError) in try sample.insert(transaction) }
            var search = KeySearch()
            search.metadata = wanted
            let found = try await database.read { [search] transaction throws(AdminError) in
                try transaction.apiKeys.search(search, in: sample.organization.id, try PageRequest())
            }
            #expect(found.total == expected && found.page.items.count == expected)
            #expect(found.page.items.allSatisfy { $0.metadata.entries.merging(wanted) { $1 } == $0.metadata.entries })
        }
    }
}

/// Keys of every kind in one organization, enough of them that some searches find more than are found in one go, and a key
/// like each in another.
private struct KeySearchSample: Sendable {
    private static let words = ["alpha", "Beta 7", "gamma 100%", "Alpha beta", "delta_x"]
    private let other: Organization
    private let teams: [Team]
    private let users: [User]
    private let keys: [APIKey]
    let organization: Organization

    init(metadata: [[String: String]]? = nil) throws {
        let (source, now) = (UUIDv7Source(), SteppingTime.start)
        let organizations = try ["one", "two"].map { slug in
            Organization(
                id: source.next(Organization.self, at: now), name: try DisplayName(slug), slug: Slug(slug)!,
                timeZone: .utc, status: .active, keyCeilings: .none, createdAt: now, updatedAt: now)
        }
        let teams = try zip(organizations + organizations, ["Core", "Core", "Edge", "Edge"]).map { owner, name in
            Team(
                id: source.next(Team.self, at: now), organizationID: owner.id, name: try DisplayName(name),
                slug: Slug(name.lowercased())!, description: "", metadata: .empty, createdAt: now, updatedAt: now)
        }
        let users = try organizations.map { owner in
            User(
                id: source.next(User.self, at: now), organizationID: owner.id, email: EmailAddress("ada@x.example")!,
                name: try DisplayName("Ada"), role: .owner, status: .active, createdAt: now, updatedAt: now)
        }
        (organization, other, self.teams, self.users) = (organizations[0], organizations[1], teams, users)
        keys = try (0..<(metadata?.count ?? 1_300) * 2).map { number in
            let (tenant, index) = (number % 2, number / 2)
            let owner: KeyOwner =
                index % 3 == 0
                ? .user(users[tenant].id) : .team(teams[index % 8 == 1 ? tenant : tenant + 2].id)
            return APIKey(
                id: source.next(APIKey.self, at: now.adding(seconds: Int64(number))),
                organizationID: organizations[tenant].id, owner: owner,
                name: try DisplayName("\(Self.words[index % 5]) \(index)"), isEnabled: index % 11 != 0,
                isRemoved: metadata == nil && index % 7 == 0,
                expiresAt: index % 4 == 0 ? now.adding(seconds: index % 8 == 0 ? -86_400 : 86_400_000) : nil,
                allowedModels: index % 5 == 0 ? [ModelPattern("openai/*")!, ModelPattern("m\(index % 2)")!] : nil,
                allowedAddresses: [],
                metadata: try Metadata(metadata?[index] ?? (index % 6 == 0 ? ["env": "e\(index % 4)"] : [:])),
                createdAt: now, updatedAt: now, lastUsedAt: nil,
                secrets: LiveSecrets(
                    current: StoredSecret(
                        digest: SecretDigest(words: (1, 2, 3, UInt64(number))), pepperVersion: 1,
                        masked: "khk_…\(index == 500 ? "Xx1Z" : "q\(1_000 + index)".suffix(4))", createdAt: now)))
        }
    }

    func insert(_ transaction: any Transaction) throws(AdminError) {
        for organization in [organization, other] { try transaction.organizations.insert(organization) }
        for team in teams { try transaction.teams.insert(team) }
        for user in users { try transaction.users.insert(user) }
        for key in keys { _ = try transaction.apiKeys.insert(key) }
    }

    /// Each filter by itself and some together, in every order.
    func searches(_ text: String?, _ status: KeySearch.Status?) -> [KeySearch] {
        var plain = KeySearch()
        (plain.text, plain.status) = (text, status)
        let changes: [(inout KeySearch) -> Void] = [
            { _ in }, { $0.owner = teams[0].id.text }, { $0.owner = users[0].id.text }, { $0.model = "openai/*" },
            { $0.model = "openai/" }, { $0.metadata = ["env": "e2"] }, { $0.expiresBefore = SteppingTime.start },
            { $0.expiresAfter = SteppingTime.start }, { $0.usedBefore = SteppingTime.start },
            { ($0.model, $0.metadata, $0.owner) = ("m0", ["env": "e0"], users[0].id.text) },
        ]
        return changes.enumerated().map { number, change in
            var search = plain
            change(&search)
            search.sort = KeySearch.Sort.allCases[(number + (text?.count ?? 0)) % KeySearch.Sort.allCases.count]
            return search
        }
    }

    func check(_ search: KeySearch, _ transaction: any Transaction) throws(AdminError) {
        let expected = keys.filter { $0.organizationID == organization.id && isFound($0, search) }
        let expectedIDs = Set(expected.map(\.id))
        var (seen, after): ([APIKey], APIKeyID?) = ([], nil)
        repeat {
            let found = try transaction.apiKeys.search(
                search, in: organization.id, try PageRequest(limit: 400, after: after))
            #expect(found.total == expected.count, "\(search)")
            seen += found.page.items
            after = found.page.hasMore ? found.page.items.last?.id : nil
        } while after != nil && seen.count <= keys.count
        #expect(seen.count == expected.count && Set(seen.map(\.id)) == expectedIDs, "\(search)")
        #expect(isInOrder(seen, search.sort), "\(search)")
    }

    private func isFound(_ key: APIKey, _ search: KeySearch) -> Bool {
        let now = SteppingTime.start
        let isExpired = key.expiresAt.map { $0 <= now } ?? false
        let hasStatus =
            switch search.status {
            case nil: !key.isRemoved
            case .removed: key.isRemoved
            case .disabled: !key.isRemoved && !key.isEnabled
            case .expired: !key.isRemoved && isExpired
            case .active: !key.isRemoved && key.isEnabled && !isExpired
            }
        let wanted = search.metadata
        return hasStatus && (search.text.map { isFound(key, $0.lowercased()) } ?? true)
            && (search.owner.map { $0 == ownerID(key) } ?? true)
            && (search.model.map { key.allowedModels?.map(\.text).contains($0) ?? false } ?? true)
            && key.metadata.entries.merging(wanted) { $1 } == key.metadata.entries
            && (search.expiresBefore.map { (key.expiresAt ?? .latest) < $0 } ?? true)
            && (search.expiresAfter.map { limit in key.expiresAt.map { $0 >= limit } ?? false } ?? true)
    }

    private func isFound(_ key: APIKey, _ text: String) -> Bool {
        let owner =
            key.owner == .user(users[0].id)
            ? ["ada", "ada@x.example"] : [key.owner == .team(teams[0].id) ? "core" : "edge"]
        return key.name.text.lowercased().contains(text) || owner.contains { $0.contains(text) }
            || key.id.text.hasPrefix(text)
            || (text.count == 4 && key.secrets.current.masked.lowercased().hasSuffix(text))
    }

    private func ownerID(_ key: APIKey) -> String {
        switch key.owner {
        case .team(let id): id.text
        case .user(let id): id.text
        }
    }

    private func isInOrder(_ keys: [APIKey], _ sort: KeySearch.Sort) -> Bool {
        let sorted = sort.isDescending ? Array(keys.reversed()) : keys
        return zip(sorted, sorted.dropFirst()).allSatisfy { first, second in
            switch sort.expression {
            case "name": (first.name.text, first.id.text) < (second.name.text, second.id.text)
            case "id": first.id.text < second.id.text
            default: rank(first, sort) <= rank(second, sort)
            }
        }
    }

    private func rank(_ key: APIKey, _ sort: KeySearch.Sort) -> Int64 {
        sort == .lastUsed || sort == .lastUsedDescending ? 0 : key.expiresAt?.milliseconds ?? .max
    }
}
