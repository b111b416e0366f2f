/// A stretch of a list, by keyset: what comes after an id, in the order of creation.
public struct PageRequest<Entity>: Sendable {
    public static var limits: ClosedRange<Int> { 1...1000 }
    public static var defaultLimit: Int { 100 }

    public let limit: Int
    public let after: Identifier<Entity>?

    public init(limit: Int = PageRequest.defaultLimit, after: Identifier<Entity>? = nil) throws(AdminError) {
        guard Self.limits.contains(limit) else {
            throw .invalid("limit", "limit must be between \(Self.limits.lowerBound) and \(Self.limits.upperBound).")
        }
        self.limit = limit
        self.after = after
    }
}

public struct Page<Item: Sendable>: Sendable {
    public let items: [Item]
    public let hasMore: Bool
    /// Rows that belong here and cannot be read, each by table, row and column: for the log alone.
    public let damaged: [String]

    public init(items: [Item], hasMore: Bool, damaged: [String] = []) {
        self.items = items
        self.hasMore = hasMore
        self.damaged = damaged
    }

    /// Cuts a list that was read one item longer than asked for, which is how a store learns that there is more.
    public init(overread items: [Item], limit: Int, damaged: [String] = []) {
        self.init(items: Array(items.prefix(limit)), hasMore: items.count > limit, damaged: damaged)
    }
}
