/// One page of what a search finds, and how many it finds in all. `after=<last_id>` asks for the next.
public struct CountedListBody<Item: Codable & Sendable>: Codable, Sendable {
    public var object = "list"
    public let data: [Item]
    public let hasMore: Bool
    public let firstID: Nullable<String>
    public let lastID: Nullable<String>
    public let total: Int

    public init(data: [Item], hasMore: Bool, firstID: String?, lastID: String?, total: Int) {
        self.data = data
        self.hasMore = hasMore
        self.firstID = Nullable(firstID)
        self.lastID = Nullable(lastID)
        self.total = total
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, data, total
        case hasMore = "has_more"
        case firstID = "first_id"
        case lastID = "last_id"
    }
}
