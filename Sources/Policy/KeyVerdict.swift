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
    case modelNotAllowed = "model_not_allowed"

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
        case .modelNotAllowed: "The key may not use this model."
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

/// What the key is wanted for.
public struct KeyUse: Sendable {
    public let model: String?
    public let address: IPAddress?
    public let now: Instant

    public init(model: String?, address: IPAddress?, now: Instant) {
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
        if let model = use.model, let allowed = key.allowedModels, !allowed.contains(where: { $0.matches(model) }) {
            return .modelNotAllowed
        }
        return .valid
    }
}
