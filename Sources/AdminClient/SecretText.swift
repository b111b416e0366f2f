/// A secret on its way from the environment or a prompt to one HTTP header or body. Prints as `•••`.
public struct SecretText: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    private let secret: String

    public init(_ secret: String) {
        self.secret = secret
    }

    public var description: String { "•••" }

    /// Keeps `dump` and string interpolation of whatever holds this from reaching the text.
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    public func revealSecret() -> String { secret }
}
