/// A page of what a search finds, and how many it finds in all.
public struct Found<Item: Sendable>: Sendable {
    public let page: Page<Item>
    public let total: Int

    public init(page: Page<Item>, total: Int) {
        self.page = page
        self.total = total
    }
}
