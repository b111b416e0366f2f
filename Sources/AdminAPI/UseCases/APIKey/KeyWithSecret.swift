import Domain
import KeyVault

/// A key together with its secret: the one time that it is shown.
public struct KeyWithSecret: Sendable {
    public let key: APIKey
    public let secret: Secret
    /// What was given on it in the same call; `nil`: as the books have it.
    public var limits: [LimitPolicy]?
}
