/// Where a secret turned up.
public struct Finding: Sendable {
    public let secret: FoundSecret
    public let place: Place

    public enum Place: Sendable, Hashable {
        /// Line and column from 1, the column in bytes.
        case file(path: String, line: Int, column: Int)
        /// An object of a git repository, with what is known of a commit that brought it in.
        case object(GitPlace)
    }
}

public struct GitPlace: Sendable, Hashable {
    public let repository: String
    /// The object's name in hexadecimal.
    public let object: String
    /// `blob`, `commit`, `tag`.
    public let type: String
    /// The oldest commit found that has it; nil where none leads there.
    public var commit: String?
    public var path: String?
}
