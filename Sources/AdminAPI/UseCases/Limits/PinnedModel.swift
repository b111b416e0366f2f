import Admission
import Domain
import Storage

extension AdminService {
    /// - Parameter name: of the model that answered; `nil` for the one that was reserved for.
    /// - Returns: `nil` where there is no such reservation.
    func pinnedModel(
        of id: ReservationID, named name: String?, in organization: OrganizationID
    ) async throws(AdminError) -> PinnedModel? {
        if let pinned = try limits.pinnedModel(of: id, in: organization), name == nil || name == pinned.name {
            return pinned
        }
        guard let known = try await limits.find(id, in: organization) else { return nil }
        let reserved = known.reservation.call
        guard let word = name ?? reserved.modelID?.text ?? reserved.model,
            let entry = catalogue.find(word, for: organization).entry
        else { return PinnedModel(model: nil, name: name ?? reserved.model) }
        let isReserved = name == nil || entry.model.id == reserved.modelID
        let price = try await price(
            of: entry.model, version: isReserved ? reserved.priceVersion : nil, at: known.reservation.createdAt)
        return PinnedModel(model: entry.callModel(with: price), name: entry.model.name.text)
    }

    /// - Parameter version: `nil` for the one that was in force at that instant.
    func price(
        of model: Model, version: Int64?, at instant: Instant
    ) async throws(AdminError) -> PriceVersion? {
        try await database.read { transaction throws(AdminError) in
            if let version {
                return try transaction.modelPrices.list(of: model, after: version - 1, limit: 1).items.first
            }
            return try transaction.modelPrices.find(of: model, inForceAt: instant)
        }
    }
}
