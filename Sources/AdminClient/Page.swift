/// One page of a list.
public struct Page<Item: Sendable>: Sendable {
    public let items: [Item]
    /// What to pass as `after` for the next page; nil on the last.
    public let next: String?
}

/// Follows a list from page to page; holds one at a time.
public struct Pages<Item: Sendable> {
    private let fetch: (_ after: String?) throws(AdminClientError) -> Page<Item>
    private var after: String?
    private var isDone = false

    init(_ fetch: @escaping (_ after: String?) throws(AdminClientError) -> Page<Item>) {
        self.fetch = fetch
    }

    /// The next page, or nil after the last.
    public mutating func next() throws(AdminClientError) -> Page<Item>? {
        guard !isDone else { return nil }
        let page = try fetch(after)
        // A list that answers with the place it was asked from would be followed for ever.
        isDone = page.next == nil || page.next == after
        after = page.next
        return page
    }

    /// The first item that fits.
    public consuming func first(
        where fits: (Item) throws(AdminClientError) -> Bool
    ) throws(AdminClientError) -> Item? {
        while let page = try next() {
            for item in page.items where try fits(item) { return item }
        }
        return nil
    }

    /// Every item. For lists that are known to be short.
    public consuming func all() throws(AdminClientError) -> [Item] {
        var items: [Item] = []
        while let page = try next() { items += page.items }
        return items
    }
}
