import Domain

/// Which of an organization's keys are wanted, and in what order. What is `nil` makes no difference.
public struct KeySearch: Sendable {
    public enum Status: String, CaseIterable, Sendable { case active, disabled, expired, removed }

    public enum Sort: String, CaseIterable, Sendable {
        case created, name, expires
        case lastUsed = "last_used"
        case newest = "-created"
        case nameDescending = "-name"
        case lastUsedDescending = "-last_used"
        case expiresDescending = "-expires"

        var isDescending: Bool {
            switch self {
            case .created, .name, .expires, .lastUsed: false
            case .newest, .nameDescending, .expiresDescending, .lastUsedDescending: true
            }
        }
    }

    /// Part of a name, the last four characters of the secret, the beginning of an id, or what one of `owners` was found
    /// by. Letters of ASCII are the same in either case.
    public var text: String?
    /// Whose names, slugs or addresses have the text in them: directories do not know these.
    public var owners: Set<KeyOwner> = []
    /// `nil`: all but those that are removed.
    public var status: Status?
    /// The id of a team or a user.
    public var owner: String?
    /// Of the key's own list of models: what it names, as it stands there.
    public var model: String?
    /// Pairs that the key's metadata has.
    public var metadata: [String: String] = [:]
    /// Before then or never.
    public var usedBefore: Instant?
    public var usedAfter: Instant?
    public var expiresBefore: Instant?
    public var expiresAfter: Instant?
    public var sort: Sort = .created

    public init() {}
}
