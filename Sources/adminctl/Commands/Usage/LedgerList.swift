import AdminClient
import ArgumentParser
import Foundation
import Wire

/// Which rows of the ledger.
struct LedgerFilterOptions: ParsableArguments {
    @Option(help: .init("When the calls were, from: a time, a day, or how long ago, such as 7d.", valueName: "time"))
    var from: PastArgument?

    @Option(help: .init("When the calls were, until.", valueName: "time"))
    var to: PastArgument?

    @Option(help: .init("Only calls of this key, by its id.", valueName: "id"))
    var key: String?

    @Option(help: .init("Only calls of a team's keys, by the team's id.", valueName: "id"))
    var team: String?

    @Option(help: .init("Only calls of a user's keys, by the user's id.", valueName: "id"))
    var user: String?

    @Option(help: .init("Only calls that this model answered.", valueName: "model"), completion: .names(of: .model))
    var model: String?

    @Option(help: .init("Only calls that a model of this provider answered.", valueName: "name"))
    var provider: String?

    @Option(help: .init("Only calls with this id of their own.", valueName: "id"))
    var requestID: String?

    @Option(help: .init("Only calls that ended like this.", valueName: "word"))
    var outcome: String?

    @Option(help: .init("Only calls that had this label, or whose key had it.", valueName: "name=value"))
    var metadata: MetadataArgument?

    @Flag(help: "Only calls whose cost nobody could tell when they were recorded.")
    var unpriced = false

    func filter(now: Date) -> [(name: String, value: String?)] {
        [
            ("from", from?.instant(now: now)), ("to", to?.instant(now: now)), ("key_id", key), ("team_id", team),
            ("user_id", user), ("model", model), ("provider", provider), ("request_id", requestID),
            ("outcome", outcome), ("metadata", metadata.map { "\($0.name)=\($0.value)" }),
            ("unpriced", unpriced ? "true" : nil),
        ]
    }
}

struct LedgerList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the ledger's rows: calls, and what puts them right.")

    @OptionGroup
    var filter: LedgerFilterOptions

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let filter = filter.filter(now: Date())
        try session.printer.list(session.client.usage(filter, pageSize: list.pageSize), list)
    }
}

struct LedgerExport: SessionCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, jsonl }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the ledger's rows as CSV or JSON lines, however many there are.")

    @Option(help: "How to write them.")
    var format = Format.csv

    @OptionGroup
    var filter: LedgerFilterOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let filter = filter.filter(now: Date())
        var after: String?
        repeat {
            let page = try session.client.exportUsage(format.rawValue, filter, limit: 1000, after: after)
            try StandardOutput().write(page.text)
            after = page.next
        } while after != nil
    }
}
