import Domain
import Storage

extension NameSearch {
    /// What is looked for, and which page of it.
    static func asked<Entity>(
        of request: RouteRequest, _ type: Entity.Type
    ) throws(AdminError) -> (search: NameSearch, page: PageRequest<Entity>) {
        let query = try request.query("limit", "after", "search", "sort")
        var search = NameSearch()
        search.text = try SearchedText.read("search", in: query)
        if let sort = query["sort"] { search.sort = try choice(sort, "sort", as: Sort.self) }
        return (search, try request.page(type, in: query))
    }
}

/// A text in a query that something is looked for by.
enum SearchedText {
    /// In bytes.
    static let longest = 255

    /// - Returns: nil for none and for an empty one: nothing at all asks for nothing.
    static func read(_ name: String, in query: [String: String]) throws(AdminError) -> String? {
        guard let text = query[name], !text.isEmpty else { return nil }
        guard text.utf8.count <= longest else { throw .invalid(name, "\(name) must have at most \(longest) bytes.") }
        return try TextRule.name.checked(text, name)
    }
}
