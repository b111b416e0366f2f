/// A page of the keys that a search finds, and how many it finds in all.
public struct KeyPageBody: Codable, Sendable {
    public var object = "list"
    public let data: [APIKeyBody]
    public let hasMore: Bool
    public let firstID: Nullable<String>
    public let lastID: Nullable<String>
    public let total: Int

    public init(data: [APIKeyBody], hasMore: Bool, firstID: String?, lastID: String?, total: Int) {
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
