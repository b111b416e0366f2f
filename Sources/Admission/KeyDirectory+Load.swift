import Domain
import Storage

extension KeyDirectory {
    /// Connections that read the keys at once: more than the cores of most machines, and as many as the database has
    /// readers.
    private static let loaders = 4

    /// Takes in everything that the database holds. To be called once, before the first request.
    public func load(from database: any Database) async throws(AdminError) {
        let ranges = try await database.read { [self] transaction throws(AdminError) in
            try loadStanding(transaction)
            let total = try transaction.apiKeys.countEverywhere()
            // A little more than the average, as no two shards get exactly the same.
            let share = total / Self.shardCount
            for shard in shards { shard.entries.withLock { $0.current.reserve(share + share / 16) } }
            return try transaction.apiKeys.ranges(Self.loaders, of: total)
        }
        let parts = await withTaskGroup(of: Result<Loaded, AdminError>.self) { group in
            for range in ranges { group.addTask { await self.loaded(range, database) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var entries = Loaded()
        for part in parts { entries.merge(try part.get()) { $0 + $1 } }
        for (organization, entries) in entries { put(KeyRoster(entries), of: organization) }
    }

    private typealias Loaded = [OrganizationID: [KeyEntry]]

    private func loaded(_ range: KeyRange, _ database: any Database) async -> Result<Loaded, AdminError> {
        do throws(AdminError) { return .success(try await load(range, database)) } catch { return .failure(error) }
    }

    private func loadStanding(_ transaction: any Transaction) throws(AdminError) {
        try transaction.organizations.forEachStanding { id, slug, isLive throws(AdminError) in
            setLive(isLive, id)
            setSlug(slug, of: id)
        }
        try transaction.teams.forEachLiveness { id, isLive throws(AdminError) in setLive(isLive, .team(id)) }
        try transaction.users.forEachLiveness { id, isLive throws(AdminError) in setLive(isLive, .user(id)) }
    }

    private func load(_ range: KeyRange, _ database: any Database) async throws(AdminError) -> Loaded {
        try await database.read { [self] transaction throws(AdminError) in
            var loaded = Loaded()
            var organizations: [OrganizationID: Liveness<OrganizationID>] = [:]
            var owners: [KeyOwner: Liveness<KeyOwner>] = [:]
            var live = 0
            try transaction.apiKeys.forEachDirectoryKey(in: range) { key in
                let organization = organizations[key.organizationID] ?? liveness(of: key.organizationID)
                organizations[key.organizationID] = organization
                let owner = owners[key.owner] ?? liveness(of: key.owner)
                owners[key.owner] = owner
                let entry = KeyEntry(
                    key, organization: organization, owner: owner, uses: SecretUses(stored: key))
                put(entry)
                loaded[key.organizationID, default: []].append(entry)
                live += entry.isLive ? 1 : 0
            } damaged: { key in
                note(key)
            }
            liveCount.add(live, ordering: .relaxed)
            return loaded
        }
    }
}
