import Admission
import Domain
import Storage
import Wire

extension AdminService {
    /// Charges usage that was never reserved. All records are read and checked before any is taken.
    func recordUsage(
        _ body: RecordUsageBody, _ call: ManagementCall
    ) async throws(AdminError) -> [RecordedUsage] {
        guard (1...RecordUsageBody.maximumRecords).contains(body.records.count) else {
            throw .invalid("records", "records must be a list of 1 to \(RecordUsageBody.maximumRecords).")
        }
        let organization = try memoryTenant(call)
        let bounds = OccurrenceBounds(days: settings.maximumUsageAgeDays, now: time.now())
        let drafts = try Self.each(body.records) { record throws(AdminError) in
            try UsageDraft(record, within: bounds)
        }
        let found = try await references(of: drafts, in: organization)
        let records = try Self.each(drafts) { draft throws(AdminError) in
            guard let key = found.keys[draft.keyID] else {
                throw AdminError(.unprocessable, "No such key.", param: "key_id")
            }
            return record(draft, of: key, found.models)
        }
        return try await limits.record(records, in: organization)
    }

    /// - Throws: the first record's error, with all of those that have one among its problems.
    private static func each<Item, Made>(
        _ items: [Item], _ make: (Item) throws(AdminError) -> Made
    ) throws(AdminError) -> [Made] {
        var made: [Made] = []
        var errors: [(place: String, error: AdminError)] = []
        for (index, item) in items.enumerated() {
            do { made.append(try make(item)) } catch { errors.append(("records[\(index)]", error)) }
        }
        guard let (place, first) = errors.first else { return made }
        throw AdminError(
            first.code, first.message, param: first.param.map { "\(place).\($0)" }, detail: first.detail,
            problems: errors.map { AdminError.Problem($0.place, $0.error.param, $0.error.message) })
    }

    private func record(_ draft: UsageDraft, of key: APIKey, _ models: [PastPrice: CallModel]) -> UsageRecord {
        let model = entry(of: draft, in: key.organizationID).map { entry in
            guard let occurredAt = draft.occurredAt else { return entry.callModel(at: time.now()) }
            return entry.callModel(inForceAt: occurredAt) ?? models[PastPrice(entry, occurredAt)]
                ?? entry.callModel(with: nil)
        }
        return UsageRecord(
            call: LimitedCall(
                keyID: key.id, organizationID: key.organizationID, owner: key.owner, keyMetadata: key.metadata,
                requestMetadata: draft.metadata, model: model, named: draft.model,
                amounts: .unstated(model, named: draft.model)),
            requestID: draft.requestID,
            settlement: Settlement(
                usage: draft.usage, cost: draft.cost, model: model, named: draft.model, outcome: draft.outcome,
                occurredAt: draft.occurredAt))
    }

    private func entry(of draft: UsageDraft, in organization: OrganizationID) -> ModelEntry? {
        draft.model.flatMap { catalogue.find($0, for: organization).entry }
    }

    /// What records refer to: their keys, and models by the prices of so long ago that memory has them no more.
    private func references(
        of drafts: [UsageDraft], in organization: OrganizationID
    ) async throws(AdminError) -> (keys: [APIKeyID: APIKey], models: [PastPrice: CallModel]) {
        let ids = Set(drafts.map(\.keyID))
        var past: [PastPrice: ModelEntry] = [:]
        for draft in drafts {
            guard let occurredAt = draft.occurredAt, let entry = entry(of: draft, in: organization),
                entry.callModel(inForceAt: occurredAt) == nil
            else { continue }
            past[PastPrice(entry, occurredAt)] = entry
        }
        return try await database.read { [past] transaction throws(AdminError) in
            var keys: [APIKeyID: APIKey] = [:]
            for id in ids { keys[id] = try transaction.apiKeys.find(id, in: organization) }
            var models: [PastPrice: CallModel] = [:]
            for (place, entry) in past {
                let price = try transaction.modelPrices.find(of: entry.model, inForceAt: place.instant)
                models[place] = entry.callModel(with: price)
            }
            return (keys, models)
        }
    }
}

/// A model's price of some time ago.
private struct PastPrice: Hashable {
    let modelID: ModelID
    let instant: Instant

    init(_ entry: ModelEntry, _ instant: Instant) {
        modelID = entry.model.id
        self.instant = instant
    }
}
