import Domain
import Testing

@testable import Storage

/// Models and their prices, from a real file.
struct ModelStoreTests {
    private let source = UUIDv7Source()
    private let now = SteppingTime.start

    private func withStores(
        _ body: @escaping @Sendable (any Transaction, OrganizationID) throws(AdminError) -> Void
    ) async throws {
        let organization = Organization(
            id: source.next(Organization.self, at: now), name: try DisplayName("A"), slug: Slug("a")!, timeZone: .utc,
            status: .active, keyCeilings: .none, defaultTeamModels: .listed, createdAt: now, updatedAt: now)
        try await withFolder { folder in
            let database = try SQLiteDatabase.open(
                SQLiteConfiguration(path: folder + "/test.db"), time: SteppingTime(), observer: NoCommitObserver())
            _ = try database.migrate()
            try await database.write { transaction throws(AdminError) in
                try transaction.organizations.insert(organization)
                #expect(try transaction.organizations.find(organization.id) == organization)
                try body(transaction, organization.id)
            }
            try await database.close()
        }
    }

    @Sendable private func model(_ name: String, in organization: OrganizationID?) -> Model {
        Model(
            id: source.next(Model.self, at: now), organizationID: organization, name: ModelName(name)!,
            provider: "openai", upstreamModel: "gpt", ownedBy: "Öpen", description: "a\n'b'",
            capabilities: [.vision, .chat], contextWindow: 1, maximumTokens: nil, timeoutMilliseconds: 3,
            streamTimeoutMilliseconds: 4, isEnabled: false, createdAt: now, updatedAt: now)
    }

    @Test func `a model comes back as it went in, to its organization alone, and the platform's to all`() async throws {
        let (source, now, model) = (source, now, model)
        try await withStores { transaction, organization throws(AdminError) in
            let (own, shared) = (model("a", organization), model("b", nil))
            try transaction.models.insert(own)
            try transaction.models.insert(shared)
            let other = source.next(Organization.self, at: now)
            #expect(try transaction.models.find(own.id, visibleTo: organization) == own)
            #expect(try transaction.models.find(own.name, visibleTo: organization) == own)
            #expect(try transaction.models.find(own.id, visibleTo: other) == nil)
            #expect(try transaction.models.find(own.name, visibleTo: nil) == nil)
            for tenant in [organization, other, nil] {
                #expect(try transaction.models.find(shared.id, visibleTo: tenant) == shared)
                #expect(try transaction.models.find(shared.name, visibleTo: tenant) == shared)
            }
            try transaction.models.delete(own)
            #expect(try transaction.models.find(own.id, visibleTo: organization) == nil)
            try transaction.models.insert(model("a", organization))
        }
    }

    @Test func `an organization's own model stands in front of the platform's of the same name`() async throws {
        let model = model
        try await withStores { transaction, organization throws(AdminError) in
            let (own, shared, more) = (model("a", organization), model("a", nil), model("b", nil))
            for each in [shared, own, more] { try transaction.models.insert(each) }
            #expect(try transaction.models.find(own.name, visibleTo: organization) == own)
            #expect(try transaction.models.find(own.name, visibleTo: nil) == shared)
            let page = try PageRequest<Model>()
            #expect(
                Set(try transaction.models.list(visibleTo: organization, page).items.map(\.id)) == [own.id, more.id])
            #expect(Set(try transaction.models.list(visibleTo: nil, page).items.map(\.id)) == [shared.id, more.id])
            #expect(try transaction.models.count(in: organization) == 1)
            #expect(try transaction.models.count(in: nil) == 2)
        }
    }

    @Test func `a price comes back to the nano-dollar, and the highest that has begun is in force`() async throws {
        let (now, model) = (now, model)
        try await withStores { transaction, organization throws(AdminError) in
            let priced = model("a", organization)
            try transaction.models.insert(priced)
            let whole = ModelPrice(
                input: NanoDollars(1), cachedInput: NanoDollars(2), cacheWrite: NanoDollars(3), output: .maximum,
                reasoning: NanoDollars(5), perImage: NanoDollars(6), perAudioMinute: NanoDollars(7),
                perRequest: NanoDollars(8))
            let hour: Int64 = 3600
            let states: [(PriceState, Int64)] = [
                (.priced(whole), 0), (.free, -hour), (.unpriced, 2 * hour),
                (.priced(ModelPrice(input: .zero, output: .zero)), hour),
            ]
            var versions: [PriceVersion] = []
            for (index, (state, offset)) in states.enumerated() {
                let version = PriceVersion(
                    modelID: priced.id, version: Int64(index + 1), state: state,
                    effectiveFrom: now.adding(seconds: offset), createdAt: now)
                try transaction.modelPrices.insert(version, of: priced)
                versions.append(version)
            }
            #expect(try transaction.modelPrices.list(of: priced, after: 0, limit: 9).items == versions)
            #expect(try transaction.modelPrices.list(of: priced, after: 1, limit: 2).items == Array(versions[1...2]))
            #expect(try transaction.modelPrices.latest(of: priced) == versions[3])
            #expect(try transaction.modelPrices.latest(in: organization) == [versions[3]])
            #expect(try transaction.modelPrices.standing(of: priced) == [versions[3], versions[2], versions[1]])
            var all: [PriceVersion] = []
            try transaction.modelPrices.forEachStanding { all.append($0) }
            #expect(all == [versions[3], versions[2], versions[1]])
        }
    }

    @Test(arguments: ["UPDATE model_prices SET components = 'input=0'", "DELETE FROM model_prices"])
    func `a price takes no change and no deletion`(_ sql: String) async throws {
        let (now, model) = (now, model)
        try await withStores { transaction, organization throws(AdminError) in
            let priced = model("a", organization)
            try transaction.models.insert(priced)
            let version = PriceVersion(
                modelID: priced.id, version: 1, state: .free, effectiveFrom: now, createdAt: now)
            try transaction.modelPrices.insert(version, of: priced)
            var isRefused = false
            do throws(AdminError) { try transaction.run(Statement(sql), []) } catch { isRefused = true }
            #expect(isRefused)
            #expect(try transaction.modelPrices.latest(of: priced) == version)
        }
    }

    @Test func `fallbacks come back in their order, the organization's and each team's apart`() async throws {
        let (source, now, model) = (source, now, model)
        try await withStores { transaction, organization throws(AdminError) in
            let models = ["a", "b", "c"].map { model($0, organization) }
            for each in models { try transaction.models.insert(each) }
            let team = Team(
                id: source.next(Team.self, at: now), organizationID: organization, name: try DisplayName("T"),
                slug: Slug("t")!, description: "", metadata: .empty, createdAt: now, updatedAt: now)
            try transaction.teams.insert(team)
            func list(_ model: Int, _ targets: [Int], _ team: TeamID? = nil) -> ModelFallbacks {
                ModelFallbacks(
                    modelID: models[model].id, organizationID: organization, teamID: team,
                    fallbackIDs: targets.map { models[$0].id }, createdAt: now, updatedAt: now)
            }
            let store = transaction.modelFallbacks
            var (own, ofTeam, empty) = (list(0, [2, 1]), list(0, [1], team.id), list(1, []))
            for each in [own, ofTeam, empty] { try store.insert(each) }
            #expect(try store.find(models[0].id, of: nil, in: organization) == own)
            #expect(try store.find(models[0].id, of: team.id, in: organization) == ofTeam)
            #expect(try store.find(models[1].id, of: nil, in: organization) == empty)
            #expect(try store.find(models[1].id, of: team.id, in: organization) == nil)
            #expect(Set(try store.list(in: organization)) == [own, ofTeam, empty])
            #expect(Set(try store.listNaming(models[1].id, in: organization)) == [own, ofTeam])
            #expect(Set(try store.listNaming(models[1].id, in: nil)) == [own, ofTeam])
            #expect(try store.listNaming(models[0].id, in: organization).isEmpty)
            own.fallbackIDs = [models[1].id]
            own.updatedAt = now.adding(seconds: 1)
            try store.update(own)
            try store.delete(ofTeam)
            #expect(Set(try store.listEverywhere(of: models[0].id)) == [own])
            #expect(try store.list(of: team.id, in: organization).isEmpty)
            let stranger = source.next(Organization.self, at: now)
            #expect(try store.list(in: stranger).isEmpty)
            #expect(try store.find(models[0].id, of: nil, in: stranger) == nil)
        }
    }
}
