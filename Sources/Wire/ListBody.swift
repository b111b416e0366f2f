/// One page of a list. `after=<last_id>` asks for the next.
public struct ListBody<Item: Codable & Sendable>: Codable, Sendable {
    public var object = "list"
    public let data: [Item]
    public let hasMore: Bool
    public let firstID: Nullable<String>
    public let lastID: Nullable<String>

    public init(data: [Item], hasMore: Bool, firstID: String?, lastID: String?) {
        self.data = data
        self.hasMore = hasMore
        self.firstID = Nullable(firstID)
        self.lastID = Nullable(lastID)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, data
        case hasMore = "has_more"
        case firstID = "first_id"
        case lastID = "last_id"
    }
}
