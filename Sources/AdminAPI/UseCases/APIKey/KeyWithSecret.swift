import Domain
import KeyVault

/// A key together with its secret: the one time that it is shown.
public struct KeyWithSecret: Sendable {
    public let key: APIKey
    public let secret: Secret
}
