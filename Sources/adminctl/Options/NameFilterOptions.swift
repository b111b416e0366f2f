import AdminClient
import ArgumentParser

/// Which users, teams or OAuth clients a list has.
struct NameFilterOptions: ParsableArguments {
    @Option(
        help: .init(
            "Part of a name, a user's address or a team's slug, in any case, or the beginning of an id.",
            valueName: "text"))
    var search: String?

    @Option(
        help: .init(
            "The server's order: created or name; with - from the end: --order=-name.", valueName: "order"))
    var order: String?

    var filter: NameFilter { NameFilter(search: search, sort: order) }
}
