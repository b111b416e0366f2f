import Domain
import Testing

@testable import Storage

/// What a store is given is what it gives back, from a real file.
struct RoundTripTests {
    private let source = UUIDv7Source()
    private let now = SteppingTime.start

    private func withStores(
        _ body: @escaping @Sendable (any Transaction, Organization) throws(AdminError) -> Void
    ) async throws {
        try await withSchema { database in
            let organization = try organization("acme")
            try await database.write { transaction throws(AdminError) in
                try transaction.organizations.insert(organization)
                try body(transaction, organization)
            }
        }
    }

    private func organization(_ slug: String) throws -> Organization {
        Organization(
            id: source.next(Organization.self, at: now), name: try DisplayName("Ä \u{1F511}"), slug: Slug(slug)!,
            timeZone: TimeZoneName("Europe/Vilnius")!, status: .disabled,
            keyCeilings: try KeyCeilings(maximumLifetimeSeconds: 60, maximumKeysPerOwner: nil), createdAt: now,
            updatedAt: now.adding(seconds: 1))
    }

    private func user(_ organization: Organization) throws -> User {
        User(
            id: source.next(User.self, at: now), organizationID: organization.id, email: EmailAddress("Ada@x.example")!,
            name: try DisplayName("Ada"), role: .owner, status: .active, createdAt: now, updatedAt: now)
    }

    private func team(_ organization: Organization) throws -> Team {
        Team(
            id: source.next(Team.self, at: now), organizationID: organization.id, name: try DisplayName("T"),
            slug: Slug("t")!, description: "a\n'quoted'; --", metadata: try Metadata(["k": "\"v\""]), createdAt: now,
            updatedAt: now)
    }

    private func stored(_ word: UInt64) -> StoredSecret {
        StoredSecret(
            digest: SecretDigest(words: (.max, word, 0, 1)), pepperVersion: 7, masked: "khk_…abcd", createdAt: now)
    }

    @Test func `an organization, a user, a team and a member come back as they went in`() async throws {
        let (source, now) = (source, now)
        let sample = (user: user, team: team)
        try await withStores { transaction, organization throws(AdminError) in
            let made = try? (sample.user(organization), sample.team(organization))
            guard let (user, team) = made else { throw .internal("no samples") }
            try transaction.users.insert(user)
            try transaction.teams.insert(team)
            let member = TeamMember(
                teamID: team.id, userID: user.id, organizationID: organization.id, role: .admin, createdAt: now,
                updatedAt: now)
            try transaction.teamMembers.insert(member)
            let other = source.next(Organization.self, at: now)
            #expect(try transaction.organizations.find(organization.id) == organization)
            #expect(try transaction.organizations.find(slug: organization.slug) == organization)
            #expect(try transaction.users.find(user.id, in: organization.id) == user)
            #expect(try transaction.users.find(user.id, in: other) == nil)
            #expect(try transaction.teams.find(team.id, in: organization.id) == team)
            #expect(try transaction.teams.find(team.id, in: other) == nil)
            #expect(try transaction.teamMembers.find(user.id, of: team.id, in: organization.id) == member)
            #expect(try transaction.teamMembers.find(user.id, of: team.id, in: other) == nil)
            #expect(
                try transaction.users.isEmailTaken(
                    EmailAddress("ADA@X.EXAMPLE")!, in: organization.id, except: source.next(User.self, at: now)))
            try transaction.users.delete(user.id, in: other)
            #expect(try transaction.users.find(user.id, in: organization.id) == user)
            try transaction.users.delete(user.id, in: organization.id)
            #expect(try transaction.users.find(user.id, in: organization.id) == nil)
        }
    }

    @Test func `a key comes back as it went in, in a rotation and out of it`() async throws {
        let (source, now, stored) = (source, now, stored)
        let sample = (user: user, team: team)
        try await withStores { transaction, organization throws(AdminError) in
            guard let team = try? sample.team(organization) else { throw .internal("no sample") }
            try transaction.teams.insert(team)
            var key = APIKey(
                id: source.next(APIKey.self, at: now), organizationID: organization.id, owner: .team(team.id),
                name: try DisplayName("k"), isEnabled: false, isRemoved: false, expiresAt: .latest,
                allowedModels: [ModelPattern("gpt-*")!], allowedAddresses: [AddressBlock("::/0")!],
                metadata: try Metadata(["a": "b"]), createdAt: now, updatedAt: now, lastUsedAt: nil,
                secrets: LiveSecrets(current: stored(1)))
            #expect(try transaction.apiKeys.insert(key))
            let owner = KeyOwner.team(team.id)
            #expect(try transaction.apiKeys.find(key.id, of: owner, in: organization.id) == key)
            #expect(try transaction.apiKeys.find(key.id, of: owner, in: source.next(Organization.self, at: now)) == nil)
            key.secrets = key.secrets.rotated(to: stored(2), at: now, transitionSeconds: 60, by: "client:test")
            try transaction.apiKeys.updateSecrets(key)
            #expect(try transaction.apiKeys.find(key.id, of: owner, in: organization.id) == key)
            key.secrets = LiveSecrets(current: stored(3))
            key.allowedModels = nil
            key.allowedAddresses = []
            key.expiresAt = nil
            key.isRemoved = true
            try transaction.apiKeys.updateSecrets(key)
            try transaction.apiKeys.update(key)
            #expect(try transaction.apiKeys.find(key.id, of: owner, in: organization.id) == key)
            try transaction.apiKeys.updateLastUsed(key.id, in: organization.id, to: now)
            try transaction.apiKeys.updateLastUsed(key.id, in: organization.id, to: .earliest)
            #expect(try transaction.apiKeys.find(key.id, of: owner, in: organization.id)?.lastUsedAt == now)
        }
    }

    @Test func `keys learn of their team and its tenant what they are held to, and of nobody else's`() async throws {
        let (source, now) = (source, now)
        let sample = (team: team, other: try organization("other"))
        try await withStores { transaction, organization throws(AdminError) in
            guard let team = try? sample.team(organization) else { throw .internal("no sample") }
            try transaction.teams.insert(team)
            try transaction.organizations.insert(sample.other)
            for reference in [.id(organization.id), .slug(organization.slug)] as [OrganizationReference] {
                let found = try transaction.teams.findOfKeys(team.id, in: reference)
                #expect(found?.organizationID == organization.id && found?.metadata == team.metadata)
                #expect(found?.keyCeilings == organization.keyCeilings)
            }
            let absent = source.next(Organization.self, at: now)
            for reference in [.id(absent), .slug(Slug("absent")!)] as [OrganizationReference] {
                #expect(try transaction.teams.findOfKeys(team.id, in: reference) == nil)
            }
            let foreign = try transaction.teams.findOfKeys(team.id, in: .slug(sample.other.slug))
            #expect(foreign?.organizationID == sample.other.id && foreign?.metadata == nil)
            try transaction.teams.delete(team.id, in: organization.id)
            let deleted = try transaction.teams.findOfKeys(team.id, in: .id(organization.id))
            #expect(deleted?.organizationID == organization.id && deleted?.metadata == nil)
            try transaction.organizations.delete(organization.id)
            for reference in [.id(organization.id), .slug(organization.slug)] as [OrganizationReference] {
                #expect(try transaction.teams.findOfKeys(team.id, in: reference) == nil)
            }
        }
    }

    @Test func `a name that a live key of the owner has takes no second row`() async throws {
        let (source, now, stored) = (source, now, stored)
        let sample = (user: user, team: team)
        try await withStores { transaction, organization throws(AdminError) in
            guard let team = try? sample.team(organization), let user = try? sample.user(organization) else {
                throw .internal("no samples")
            }
            try transaction.teams.insert(team)
            try transaction.users.insert(user)
            func key(_ owner: KeyOwner) throws(AdminError) -> APIKey {
                APIKey(
                    id: source.next(APIKey.self, at: now), organizationID: organization.id, owner: owner,
                    name: try DisplayName("k"), isEnabled: true, isRemoved: false, expiresAt: nil, allowedModels: nil,
                    allowedAddresses: [], metadata: .empty, createdAt: now, updatedAt: now, lastUsedAt: nil,
                    secrets: LiveSecrets(current: stored(1)))
            }
            for owner in [.team(team.id), .user(user.id)] as [KeyOwner] {
                var first = try key(owner)
                let second = try key(owner)
                #expect(try transaction.apiKeys.insert(first))
                #expect(try !transaction.apiKeys.insert(second))
                #expect(try transaction.apiKeys.find(second.id, in: organization.id) == nil)
                #expect(try transaction.apiKeys.find(first.id, in: organization.id) == first)
                first.isRemoved = true
                try transaction.apiKeys.update(first)
                #expect(try transaction.apiKeys.insert(second))
            }
        }
    }

    @Test func `what the key directory reads of a key is what the key says, whatever state it is in`() async throws {
        let (source, now, stored) = (source, now, stored)
        let sample = (user: user, team: team)
        try await withStores { transaction, organization throws(AdminError) in
            guard let (user, team) = try? (sample.user(organization), sample.team(organization)) else {
                throw .internal("no samples")
            }
            try transaction.users.insert(user)
            try transaction.teams.insert(team)
            var keys: [APIKey] = []
            func add(
                _ number: UInt64, owner: KeyOwner, _ change: (inout APIKey) throws(AdminError) -> Void
            ) throws(AdminError) {
                var key = APIKey(
                    id: source.next(APIKey.self, at: now), organizationID: organization.id, owner: owner,
                    name: try DisplayName("Ä \u{1F511} \(number)"), isEnabled: true, isRemoved: false, expiresAt: nil,
                    allowedModels: nil, allowedAddresses: [], metadata: .empty, createdAt: now, updatedAt: now,
                    lastUsedAt: nil, secrets: LiveSecrets(current: stored(number)))
                try change(&key)
                keys.append(key)
            }
            try add(1, owner: .team(team.id)) { _ in }
            try add(2, owner: .user(user.id)) { ($0.isEnabled, $0.expiresAt) = (false, .latest) }
            try add(3, owner: .team(team.id)) {
                ($0.allowedModels, $0.nextRotationAt) = ([ModelPattern("gpt-*")!], now)
            }
            try add(4, owner: .team(team.id)) {
                ($0.allowedModels, $0.allowedAddresses) = ([], [AddressBlock("10.0.0.0/8")!])
            }
            try add(5, owner: .user(user.id)) { key throws(AdminError) in
                key.metadata = try Metadata(["a": "\"b\""])
                key.secrets.current.lastUse = SecretUse(at: now, address: nil, userAgent: nil)
                key.secrets = key.secrets.rotated(to: stored(6), at: now, transitionSeconds: 60, by: "client:test")
            }
            try add(7, owner: .team(team.id)) { key throws(AdminError) in
                key.secrets = key.secrets.rotated(to: stored(8), at: now, transitionSeconds: 60, by: "client:test")
                key.isRemoved = true
            }
            for key in keys { #expect(try transaction.apiKeys.insert(key)) }
            for ways in [1, 2, 3, 4, keys.count, keys.count + 3] {
                let ranges = try transaction.apiKeys.ranges(ways, of: try transaction.apiKeys.countEverywhere())
                #expect(ranges.count <= ways)
                var read: [DirectoryKey] = []
                for range in ranges {
                    try transaction.apiKeys.forEachDirectoryKey(in: range) {
                        read.append($0)
                    } damaged: { _ in
                        Issue.record("damaged")
                    }
                }
                #expect(read == keys.map { DirectoryKey($0) })
            }
        }
    }

    @Test func `there are no ranges where there are no keys`() async throws {
        try await withStores { transaction, _ throws(AdminError) in
            #expect(try transaction.apiKeys.countEverywhere() == 0)
            #expect(try transaction.apiKeys.ranges(4, of: 0).isEmpty)
        }
    }

    @Test func `a client and its token come back as they went in`() async throws {
        let (source, now, stored) = (source, now, stored)
        try await withStores { transaction, organization throws(AdminError) in
            for tenant in [organization.id, nil] {
                let client = OAuthClient(
                    id: source.next(OAuthClient.self, at: now), organizationID: tenant, name: try DisplayName("c"),
                    userID: nil, scopes: [.all], isEnabled: true, createdAt: now, updatedAt: now,
                    secrets: LiveSecrets(current: stored(4)))
                try transaction.oauthClients.insert(client)
                #expect(try transaction.oauthClients.find(client.id, in: tenant) == client)
                #expect(try transaction.oauthClients.find(client.id, in: tenant == nil ? organization.id : nil) == nil)
                // The organization of this test is a disabled one.
                let standing: Int64? = tenant == nil ? 0 : nil
                let clients = transaction.oauthClients
                #expect(try clients.standingGeneration(client, presenting: stored(4).digest, or: nil) == standing)
                #expect(
                    try clients.standingGeneration(client, presenting: stored(5).digest, or: stored(4).digest)
                        == standing)
                #expect(try clients.standingGeneration(client, presenting: stored(5).digest, or: nil) == nil)
                let token = AccessToken(
                    id: source.next(AccessToken.self, at: now), clientID: client.id, organizationID: tenant,
                    userID: nil, scopes: [.keysRead, .teamsRead], digest: stored(5).digest, issuedAt: now,
                    expiresAt: now.adding(seconds: 60), generation: 0)
                try transaction.accessTokens.insert(token)
                var live: [AccessToken] = []
                try transaction.accessTokens.forEachLive { live.append($0) }
                #expect(live == [token])
                #expect(try clients.endTokens(of: client.id) == [TokenGeneration(of: client.id, number: 1)])
                try transaction.accessTokens.forEachLive { token in Issue.record("\(token.id.text) has ended") }
                #expect(try transaction.accessTokens.deleteOldest(of: client.id, keeping: 1).isEmpty)
                #expect(try transaction.accessTokens.deleteOldest(of: client.id, keeping: 0) == [token.digest])
                #expect(try transaction.accessTokens.deleteOldest(of: client.id, keeping: 0).isEmpty)
            }
        }
    }
}
