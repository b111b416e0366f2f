import ArgumentParser

struct ListOptions: ParsableArguments {
    @Option(help: .init("Stop after this many. (default: all)", valueName: "count"))
    var limit: Int?

    mutating func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1.") }
    }

    /// No page larger than what is wanted; the bound keeps a long list's memory small.
    var pageSize: Int { min(limit ?? Self.longestPage, Self.longestPage) }

    static let longestPage = 500
}
