import Domain

/// What is said of a key when somebody asks. The raw value is the `code` of the verify reply.
public enum KeyVerdict: String, CaseIterable, Sendable {
    case valid
    case malformed
    case notFound = "not_found"
    case disabled
    case removed
    case expired
    case ownerDisabled = "owner_disabled"
    case addressNotAllowed = "address_not_allowed"
    case modelNotFound = "model_not_found"
    case modelNotAllowed = "model_not_allowed"
    case modelDisabled = "model_disabled"
    case rateLimited = "rate_limited"
    case usageExceeded = "usage_exceeded"
    case unpricedModel = "unpriced_model"

    /// A sentence for the gateway's log and its user.
    public var message: String {
        switch self {
        case .valid: "The key is valid."
        case .malformed: "This is not a Keyhold API key: its form or its checksum is wrong."
        case .notFound: "No such key."
        case .disabled: "The key is disabled."
        case .removed: "The key was deleted."
        case .expired: "The key has expired."
        case .ownerDisabled: "The key's owner or organization is disabled or deleted."
        case .addressNotAllowed: "The key may not be used from this address."
        case .modelNotFound: "The organization has no such model."
        case .modelNotAllowed: "The key may not use this model."
        case .modelDisabled: "The model is disabled."
        case .rateLimited: "A rate limit leaves no room for the call."
        case .usageExceeded: "A budget leaves no room for the call."
        case .unpricedModel: "A budget in money cannot reckon a model without a price."
        }
    }
}

/// What there is to know of a key when it is judged.
public protocol JudgedKey {
    var isOrganizationLive: Bool { get }
    var isOwnerLive: Bool { get }
    var isEnabled: Bool { get }
    var isRemoved: Bool { get }
    var expiresAt: Instant? { get }
    var allowedModels: [ModelPattern]? { get }
    var allowedAddresses: [AddressBlock] { get }
}

/// The model that a key is wanted for, as far as it is known.
public struct ModelUse: Sendable {
    public let model: ModelReference
    /// False where there is a catalogue and the model is not in it. Without a catalogue every model is known, by its name
    /// alone.
    public let isKnown: Bool
    public let isEnabled: Bool
    /// Whether the key's owner may use it. The key's own list narrows that, and never widens it.
    public let isOpenToOwner: Bool

    public init(_ model: ModelReference, isKnown: Bool, isEnabled: Bool, isOpenToOwner: Bool) {
        self.model = model
        self.isKnown = isKnown
        self.isEnabled = isEnabled
        self.isOpenToOwner = isOpenToOwner
    }
}

/// What the key is wanted for.
public struct KeyUse: Sendable {
    public let model: ModelUse?
    public let address: IPAddress?
    public let now: Instant

    public init(model: ModelUse?, address: IPAddress?, now: Instant) {
        self.model = model
        self.address = address
        self.now = now
    }
}

extension KeyVerdict {
    /// The one order of the checks; the first that says no is the answer.
    ///
    /// A key with an address list is refused where no address is told: silence must not open what an address would not.
    /// A call that names no model is not judged by models.
    public static func of(_ key: some JudgedKey, for use: KeyUse) -> KeyVerdict {
        if key.isRemoved { return .removed }
        if !key.isEnabled { return .disabled }
        if !key.isOrganizationLive || !key.isOwnerLive { return .ownerDisabled }
        if let expiry = key.expiresAt, expiry <= use.now { return .expired }
        if !key.allowedAddresses.isEmpty {
            guard let address = use.address, key.allowedAddresses.contains(where: { $0.contains(address) }) else {
                return .addressNotAllowed
            }
        }
        return use.model.flatMap { refusal(of: $0, to: key) } ?? .valid
    }

    /// Whether a model is there comes first, whether it may be used second: only who may use it learns that it is
    /// disabled.
    private static func refusal(of use: ModelUse, to key: some JudgedKey) -> KeyVerdict? {
        if !use.isKnown { return .modelNotFound }
        if !key.mayUse(use.model, isOpenToOwner: use.isOpenToOwner) { return .modelNotAllowed }
        return use.isEnabled ? nil : .modelDisabled
    }
}

extension JudgedKey {
    /// What the owner may use and the key's own list, where it has one, names.
    public func mayUse(_ model: ModelReference, isOpenToOwner: Bool) -> Bool {
        isOpenToOwner && allowedModels?.contains { $0.matches(model) } != false
    }
}
