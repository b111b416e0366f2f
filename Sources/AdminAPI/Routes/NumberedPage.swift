import Domain

/// A page as the reference counts them: `page_size` and `current_page`, from 0 on.
struct NumberedPage<Entity>: Sendable {
    let request: PageRequest<Entity>
    let skipping: Int

    /// Further than this no list goes.
    private static var pages: ClosedRange<Int> { 0...1_000_000 }

    /// `nil` where the query counts no pages.
    init?(_ query: [String: String]) throws(AdminError) {
        guard query["page_size"] != nil || query["current_page"] != nil else { return nil }
        for name in ["limit", "after"] where query[name] != nil {
            throw .invalid(name, "\(name) does not go with page_size and current_page.")
        }
        let sizes = PageRequest<Entity>.limits
        let size = try Self.number(query["page_size"], "page_size", sizes) ?? PageRequest<Entity>.defaultLimit
        request = try PageRequest(limit: size)
        skipping = size * (try Self.number(query["current_page"], "current_page", Self.pages) ?? 0)
    }

    private static func number(
        _ text: String?, _ name: String, _ range: ClosedRange<Int>
    ) throws(AdminError) -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalid(name, "\(name) must be between \(range.lowerBound) and \(range.upperBound).")
        }
        return number
    }
}
