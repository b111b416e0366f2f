import Domain
import Policy

/// A call as limits see it: whose it is, what it is for, and what it may use at most.
public struct LimitedCall: Sendable {
    let matching: PolicyCall
    let keyMetadata: Metadata
    let requestMetadata: Metadata
    let model: CallModel?
    /// What the caller named it; the catalogue's name where there is one.
    let modelName: String?
    public let amounts: CallAmounts

    /// - Parameter name: what the caller calls the model, for one that no catalogue knows.
    public init(
        keyID: APIKeyID, organizationID: OrganizationID, owner: KeyOwner, keyMetadata: Metadata,
        requestMetadata: Metadata = .empty, model: CallModel?, named name: String?, amounts: CallAmounts
    ) {
        matching = PolicyCall(
            keyID: keyID, organizationID: organizationID, owner: owner, model: model?.name ?? name,
            provider: model?.provider, keyMetadata: keyMetadata, requestMetadata: requestMetadata)
        self.keyMetadata = keyMetadata
        self.requestMetadata = requestMetadata
        self.model = model
        modelName = model?.name ?? name
        self.amounts = amounts
    }

    /// The same call as it was reserved, answered by `model`.
    init(_ call: ReservedCall, answeredBy model: CallModel?, named name: String?, amounts: CallAmounts) {
        let (first, second) = Metadata.halves(of: call.metadata)
        self.init(
            keyID: call.keyID, organizationID: call.organizationID, owner: call.owner, keyMetadata: first,
            requestMetadata: second, model: model, named: name, amounts: amounts)
    }

    func reserved(requestID: String?) -> ReservedCall {
        ReservedCall(
            organizationID: matching.organizationID, keyID: matching.keyID, owner: matching.owner,
            requestID: requestID, model: modelName, modelID: model?.id, priceVersion: model?.priceVersion,
            metadata: requestMetadata.entries.isEmpty
                ? keyMetadata.entries
                : requestMetadata.entries.merging(keyMetadata.entries) { _, key in key })
    }
}

extension Metadata {
    /// The labels of a key and of a request, merged, are up to twice as many as either may have.
    fileprivate static func halves(of entries: [String: String]) -> (Metadata, Metadata) {
        if entries.isEmpty { return (.empty, .empty) }
        let sorted = entries.sorted { $0.key < $1.key }
        let first = Dictionary(uniqueKeysWithValues: sorted.prefix(maximumEntries).map { ($0.key, $0.value) })
        let second = Dictionary(uniqueKeysWithValues: sorted.dropFirst(maximumEntries).map { ($0.key, $0.value) })
        return (Metadata(unchecked: first), Metadata(unchecked: second))
    }
}
