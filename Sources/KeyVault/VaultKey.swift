import Domain

/// The key that all other keys come from: one or more versions of 32 random bytes. The highest version is current; what
/// was made under a lower one can be read until that version is dropped.
///
/// Its text has one line per version, `<version>:<base64 of 32 bytes>`, the version 1…4,294,967,295. Blank lines and lines
/// that begin with `#` are skipped. A single line without a version is version 1.
public struct VaultKey: Sendable, Redacted {
    struct Version: Sendable {
        let number: UInt32
        let bytes: SecretBytes
    }

    /// In bytes.
    static let length = 32
    /// In bytes, of the whole text: some eighty versions.
    static let maximumTextLength = 4096

    let current: Version
    /// From the newest to the oldest.
    let older: [Version]

    public var currentVersion: Int { Int(current.number) }

    /// - Parameter versions: at least one, in any order, no number twice.
    init?(_ versions: [Version]) {
        let newestFirst = versions.sorted { $0.number > $1.number }
        guard let current = newestFirst.first else { return nil }
        self.current = current
        older = Array(newestFirst.dropFirst())
    }

    private init(current: Version) {
        self.current = current
        older = []
    }

    /// A fresh key of version 1.
    ///
    /// - Throws: `internalError` when the random generator fails.
    public static func generate() throws(AdminError) -> VaultKey {
        VaultKey(current: Version(number: 1, bytes: try .random(count: length)))
    }

    /// Reads the text that `fileText()` writes.
    ///
    /// - Throws: `invalidRequest` that names the line and what is wrong with it, never what it holds.
    public init(fileText: Secret) throws(AdminError) {
        self = try UTF8Bytes.with(fileText.text) { bytes throws(AdminError) in
            try VaultKeyText.parse(bytes, origin: "the vault key's text")
        }
    }

    /// The text of every version, newest first, each on a line that ends in a newline.
    public func fileText() -> Secret {
        let lines = ([current] + older).map { version in
            let base64 = Base64.encode(version.bytes).withBytes { String(decoding: $0, as: UTF8.self) }
            return "\(version.number):\(base64)\n"
        }
        return Secret(lines.joined())
    }
}
