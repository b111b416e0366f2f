/// A secret that turned up. Prints in its masked form; the text itself is for the one call that asks the server about it.
public struct FoundSecret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public let kind: SecretForm.Kind
    private let text: String

    /// - Parameter bytes: of one secret, exactly.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let kind = SecretForm.kind(of: bytes) else { return nil }
        self.kind = kind
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// `khk_…9xQ2`, as the server masks: enough to recognise it by.
    public var masked: String { "\(kind.rawValue)…\(text.suffix(4))" }
    public var description: String { masked }
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    public func revealSecret() -> String { text }
}
