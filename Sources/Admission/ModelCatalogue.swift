import Domain
import Storage
import Synchronization

/// What a word means as a model in an organization.
public enum FoundModel: Sendable {
    case entry(ModelEntry)
    /// There are models, and this is none of them.
    case unknown
    /// Neither the organization nor the platform has any model: there is no catalogue to judge by.
    case uncatalogued

    public var entry: ModelEntry? {
        if case .entry(let entry) = self { entry } else { nil }
    }
}

/// Every model in memory, by name and by id: the truth is on disk, and every commit that changes it updates this before
/// its reply leaves.
///
/// Bound: `ModelRules.maximumModels` for each organization and for the platform.
public final class ModelCatalogue: Sendable {
    private struct Shelf {
        /// By aliases, too: no name is another model's alias.
        var byName: [ModelName: ModelEntry] = [:]
        var byID: [ModelID: ModelEntry] = [:]

        static let empty = Shelf()
    }

    /// By organization; the platform's under `nil`.
    private let shelves = Mutex<[OrganizationID?: Shelf]>([:])

    public init() {}

    /// Takes in everything that the database holds. To be called once, before the first request.
    public func load(from transaction: any Transaction) throws(AdminError) {
        var prices: [ModelID: [PriceVersion]] = [:]
        try transaction.modelPrices.forEachStanding { price throws(AdminError) in
            prices[price.modelID, default: []].append(price)
        }
        try transaction.models.forEachModel { model throws(AdminError) in
            put(ModelEntry(model, prices: prices[model.id] ?? []))
        }
    }

    /// By name, alias or id. An organization's own model stands in front of the platform's of the same name, also where that
    /// is asked for by its id.
    public func find(_ text: String, for organization: OrganizationID?) -> FoundModel {
        let (name, id) = (ModelName(text), ModelID(text))
        return shelves.withLock { shelves in
            let (own, platform) = Self.shelves(of: organization, in: shelves)
            if own.byID.isEmpty, platform.byID.isEmpty { return .uncatalogued }
            if let name { return (own.byName[name] ?? platform.byName[name]).map { .entry($0) } ?? .unknown }
            return id.flatMap { Self.find($0, own, platform) }.map { .entry($0) } ?? .unknown
        }
    }

    /// As by the id's text.
    public func find(_ id: ModelID, for organization: OrganizationID?) -> ModelEntry? {
        shelves.withLock { shelves in
            let (own, platform) = Self.shelves(of: organization, in: shelves)
            return Self.find(id, own, platform)
        }
    }

    private static func find(_ id: ModelID, _ own: Shelf, _ platform: Shelf) -> ModelEntry? {
        own.byID[id] ?? platform.byID[id].map { own.byName[$0.model.name] ?? $0 }
    }

    /// All that an organization sees (`nil`: the platform's own), in the order of their names.
    public func visible(to organization: OrganizationID?) -> [ModelEntry] {
        let (own, platform) = shelves.withLock { Self.shelves(of: organization, in: $0) }
        return (own.byID.values + platform.byID.values.filter { own.byName[$0.model.name] == nil })
            .sorted { $0.model.name < $1.model.name }
    }

    /// Follows a committed change, a change of the names included.
    public func put(_ entry: ModelEntry) {
        let model = entry.model
        shelves.withLock { shelves in
            if let old = shelves[model.organizationID]?.byID[model.id], old.names != entry.names {
                for name in old.names { shelves[model.organizationID]?.byName[name] = nil }
            }
            for name in entry.names { shelves[model.organizationID, default: .empty].byName[name] = entry }
            shelves[model.organizationID, default: .empty].byID[model.id] = entry
        }
    }

    public func remove(_ model: Model) {
        shelves.withLock { shelves in
            let names = shelves[model.organizationID]?.byID[model.id]?.names ?? [model.name]
            for name in names { shelves[model.organizationID]?.byName[name] = nil }
            shelves[model.organizationID]?.byID[model.id] = nil
        }
    }

    /// Forgets a deleted organization's models.
    public func removeAll(in organization: OrganizationID) {
        shelves.withLock { $0[organization] = nil }
    }

    /// A copy that outlives the lock makes the next change copy a whole shelf, so that the hot path looks under the lock.
    private static func shelves(
        of organization: OrganizationID?, in shelves: [OrganizationID?: Shelf]
    ) -> (own: Shelf, platform: Shelf) {
        (organization.flatMap { shelves[$0] } ?? .empty, shelves[nil] ?? .empty)
    }
}
