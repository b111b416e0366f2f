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
        let drafts = try Self.each(body.records) { record throws(AdminError) in try UsageDraft(record) }
        let keys = try await keys(Set(drafts.map(\.keyID)), in: organization)
        let records = try Self.each(drafts) { draft throws(AdminError) in
            guard let key = keys[draft.keyID] else {
                throw AdminError(.unprocessable, "No such key.", param: "key_id")
            }
            return record(draft, of: key)
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

    private func record(_ draft: UsageDraft, of key: APIKey) -> UsageRecord {
        let model = draft.model.flatMap { catalogue.find($0, for: key.organizationID).entry }?.callModel(at: time.now())
        return UsageRecord(
            call: LimitedCall(
                keyID: key.id, organizationID: key.organizationID, owner: key.owner, keyMetadata: key.metadata,
                requestMetadata: draft.metadata, model: model, named: draft.model,
                amounts: .unstated(model, named: draft.model)),
            requestID: draft.requestID,
            settlement: Settlement(
                usage: draft.usage, cost: draft.cost, model: model, named: draft.model, outcome: draft.outcome))
    }

    private func keys(
        _ ids: Set<APIKeyID>, in organization: OrganizationID
    ) async throws(AdminError) -> [APIKeyID: APIKey] {
        try await database.read { transaction throws(AdminError) in
            var keys: [APIKeyID: APIKey] = [:]
            for id in ids { keys[id] = try transaction.apiKeys.find(id, in: organization) }
            return keys
        }
    }
}

/// A record of usage that was read and found well-formed.
private struct UsageDraft {
    let keyID: APIKeyID
    let requestID: String?
    let model: String?
    let usage: TokenUsage
    let cost: NanoDollars?
    let outcome: String?
    let metadata: Metadata

    init(_ body: UsageRecordBody) throws(AdminError) {
        guard let id = APIKeyID(body.keyID) else { throw .invalid("key_id", "key_id must be a key's id.") }
        keyID = id
        requestID = try AdmissionInput.requestID(body.requestID)
        model = try AdmissionInput.model(body.model)
        usage = try UsageInput.usage(body.usage)
        cost = try body.cost.map { cost throws(AdminError) in try AdmissionInput.dollars(cost, "cost") }
        outcome = try AdmissionInput.outcome(body.outcome)
        metadata = try body.metadata.map { entries throws(AdminError) in try Metadata(entries) } ?? .empty
    }
}
