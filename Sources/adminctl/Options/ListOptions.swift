import ArgumentParser
import Foundation

struct ListOptions: ParsableArguments {
    @Option(help: .init("Stop after this many. (default: all)", valueName: "count"))
    var limit: Int?

    @Option(help: .init("Which columns, such as name,last-used; any line of `get` is one.", valueName: "a,b"))
    var columns: [String] = []

    @Option(help: .init("Sort by this column. The whole list is fetched first.", valueName: "column"))
    var sort: String?

    @Flag(help: "Sort the other way round.")
    var reverse = false

    mutating func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1.") }
        guard sort != nil || !reverse else { throw ValidationError("--reverse needs --sort <column>.") }
    }

    /// No page larger than what is wanted; the bound keeps a long list's memory small.
    var pageSize: Int { sort == nil ? min(limit ?? Self.longestPage, Self.longestPage) : Self.longestPage }

    var columnNames: [String] {
        columns.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    static let longestPage = 500
}
