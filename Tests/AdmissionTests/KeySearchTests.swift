import Domain
import Storage
import TestSupport
import Testing

@testable import Admission

/// The keys of a search are those that a look at every key would find.
struct KeySearchTests {
    private static let texts: [String?] = [
        nil, "alpha", "ALPHA", "a", "beta 7", "0%", "core", "ada@", "abcd", "xx1z", "019", "nobody",
    ]

    @Test(arguments: KeySearch.Status.allCases + [nil])
    func `a search finds, orders and counts what a look at every key does`(_ status: KeySearch.Status?) throws {
        let sample = try KeySearchSample()
        let directory = sample.directory()
        for text in Self.texts {
            for search in sample.searches(text, status) { try sample.check(search, directory) }
        }
    }

    @Test(arguments: [
        (["env": "ci"], 1), (["env": "c"], 0), (["nv": "ci"], 0), (["x,\"env": "ci"], 1), (["a": ",\"env\":\"ci\""], 1),
        (["a": "é/\\"], 1), (["b": "1"], 1), (["a": "é/\\", "b": "1"], 1), (["a": "é/\\", "b": "2"], 0),
    ])
    func `metadata is found by whole names and values, whatever is in them`(
        _ wanted: [String: String], _ expected: Int
    ) throws {
        let sample = try KeySearchSample(metadata: [
            ["env": "ci"], ["x,\"env": "ci"], ["a": ",\"env\":\"ci\""], ["a": "é/\\", "b": "1"], [:],
        ])
        var search = KeySearch()
        search.metadata = wanted
        let found = sample.directory().search(
            search, in: sample.organization, try PageRequest(), at: FixedTime.start)
        #expect(found.total == expected && found.ids.count == expected)
    }

    @Test func `a changed key is found as it is now, and once`() throws {
        let samples = try Samples()
        let directory = KeyDirectory()
        let key = try samples.key(try samples.secret().stored)
        directory.apply(key, replacing: nil)
        var next = key
        next.name = try DisplayName("renamed")
        next.secrets = key.secrets.rotated(
            to: try samples.secret().stored, at: samples.now, transitionSeconds: 60, by: "client:test")
        directory.apply(next, replacing: key)
        func total(_ text: String?) throws -> Int {
            var search = KeySearch()
            search.text = text
            return directory.search(search, in: key.organizationID, try PageRequest(), at: samples.now).total
        }
        #expect(try total(nil) == 1 && total("renamed") == 1 && total(key.name.text + "!") == 0)
        #expect(try total(String(next.secrets.current.masked.suffix(4))) == 1)
    }

    @Test func `what memory alone knows of a last use counts`() throws {
        let samples = try Samples()
        let (directory, time) = (KeyDirectory(), FixedTime())
        let (text, stored) = try samples.secret()
        let used = try samples.key(stored)
        let unused = try samples.key(try samples.secret().stored, organization: used.organizationID)
        for key in [used, unused] { directory.apply(key, replacing: nil) }
        _ = try samples.admission(directory, time).verdict(text)
        var (before, after, sorted) = (KeySearch(), KeySearch(), KeySearch())
        before.usedBefore = samples.now
        after.usedAfter = samples.now
        sorted.sort = .lastUsedDescending
        for (search, ids) in [(before, [unused.id]), (after, [used.id]), (sorted, [used.id, unused.id])] {
            let found = directory.search(search, in: used.organizationID, try PageRequest(), at: samples.now)
            #expect(found.ids == ids)
        }
    }
}

/// Keys of every kind in one organization, on several pieces of its roster, and a key like each in another.
private struct KeySearchSample: Sendable {
    private static let words = ["alpha", "Beta 7", "gamma 100%", "Alpha beta", "delta_x"]
    private let teams: [Team]
    private let users: [User]
    private let keys: [APIKey]
    let organization: OrganizationID

    init(metadata: [[String: String]]? = nil) throws {
        let (source, now) = (UUIDv7Source(), FixedTime.start)
        let organizations = [source.next(Organization.self, at: now), source.next(Organization.self, at: now)]
        let teams = try zip(organizations + organizations, ["Core", "Core", "Edge", "Edge"]).map { owner, name in
            Team(
                id: source.next(Team.self, at: now), organizationID: owner, name: try DisplayName(name),
                slug: Slug(name.lowercased())!, description: "", metadata: .empty, createdAt: now, updatedAt: now)
        }
        let users = try organizations.map { owner in
            User(
                id: source.next(User.self, at: now), organizationID: owner, email: EmailAddress("ada@x.example")!,
                name: try DisplayName("Ada"), role: .owner, status: .active, createdAt: now, updatedAt: now)
        }
        (organization, self.teams, self.users) = (organizations[0], teams, users)
        keys = try (0..<(metadata?.count ?? 1_300) * 2).map { number in
            let (tenant, index) = (number % 2, number / 2)
            let owner: KeyOwner =
                index % 3 == 0
                ? .user(users[tenant].id) : .team(teams[index % 8 == 1 ? tenant : tenant + 2].id)
            return APIKey(
                id: source.next(APIKey.self, at: now.adding(seconds: Int64(number))),
                organizationID: organizations[tenant], owner: owner,
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

    /// With each key twice: a change puts it in the place where it was.
    func directory() -> KeyDirectory {
        let directory = KeyDirectory()
        for key in keys.shuffled() { directory.apply(key, replacing: nil) }
        for key in keys { directory.apply(key, replacing: key) }
        return directory
    }

    /// Each filter by itself and some together, in every order.
    func searches(_ text: String?, _ status: KeySearch.Status?) -> [KeySearch] {
        var plain = KeySearch()
        (plain.text, plain.status, plain.owners) = (text, status, text.map(owners) ?? [])
        let changes: [(inout KeySearch) -> Void] = [
            { _ in }, { $0.owner = teams[0].id.text }, { $0.owner = users[0].id.text }, { $0.model = "openai/*" },
            { $0.model = "openai/" }, { $0.metadata = ["env": "e2"] }, { $0.expiresBefore = FixedTime.start },
            { $0.expiresAfter = FixedTime.start }, { $0.usedBefore = FixedTime.start },
            { ($0.model, $0.metadata, $0.owner) = ("m0", ["env": "e0"], users[0].id.text) },
        ]
        return changes.enumerated().map { number, change in
            var search = plain
            change(&search)
            search.sort = KeySearch.Sort.allCases[(number + (text?.count ?? 0)) % KeySearch.Sort.allCases.count]
            return search
        }
    }

    func check(_ search: KeySearch, _ directory: KeyDirectory) throws {
        let expected = keys.filter { $0.organizationID == organization && isFound($0, search) }
        let known = Dictionary(uniqueKeysWithValues: keys.map { ($0.id, $0) })
        var (seen, after): ([APIKey], APIKeyID?) = ([], nil)
        repeat {
            let found = directory.search(
                search, in: organization, try PageRequest(limit: 400, after: after), at: FixedTime.start)
            #expect(found.total == expected.count, "\(search)")
            seen += found.ids.compactMap { known[$0] }
            after = found.hasMore ? found.ids.last : nil
        } while after != nil && seen.count <= keys.count
        #expect(seen.count == expected.count && Set(seen.map(\.id)) == Set(expected.map(\.id)), "\(search)")
        #expect(isInOrder(seen, search.sort), "\(search)")
    }

    private func isFound(_ key: APIKey, _ search: KeySearch) -> Bool {
        let now = FixedTime.start
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

    /// Whose names and addresses have the text in them.
    private func owners(_ text: String) -> Set<KeyOwner> {
        let text = text.lowercased()
        var owners = Set(teams.filter { $0.slug.text.contains(text) }.map { KeyOwner.team($0.id) })
        if "ada@x.example".contains(text) { owners.insert(.user(users[0].id)) }
        return owners
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
            switch sort {
            case .name, .nameDescending: (first.name.text, first.id.text) < (second.name.text, second.id.text)
            case .created, .newest: first.id.text < second.id.text
            case .lastUsed, .lastUsedDescending, .expires, .expiresDescending: rank(first, sort) <= rank(second, sort)
            }
        }
    }

    private func rank(_ key: APIKey, _ sort: KeySearch.Sort) -> Int64 {
        sort == .lastUsed || sort == .lastUsedDescending ? 0 : key.expiresAt?.milliseconds ?? .max
    }
}
