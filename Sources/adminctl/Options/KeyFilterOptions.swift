import AdminClient
import ArgumentParser

/// Which keys a list has.
struct KeyFilterOptions: ParsableArguments {
    @Option(
        help: .init(
            "Part of a name, the last four characters of a secret, the beginning of an id, or part of the owner's name.",
            valueName: "text"))
    var search: String?

    @Option(help: .init("active, disabled, expired or removed. (default: all but removed)", valueName: "status"))
    var status: String?

    @Option(help: .init("The id of a team or a user.", valueName: "id"))
    var owner: String?

    @Option(help: .init("Those whose own list has this name, id or pattern.", valueName: "model"))
    var model: String?

    @Option(help: .init("What the metadata has.", valueName: "name=value"))
    var metadata: String?

    @Option(help: .init("Last used before then, or never: 2027-01-31T00:00:00Z.", valueName: "when"))
    var usedBefore: String?

    @Option(help: .init("Last used then or later.", valueName: "when"))
    var usedAfter: String?

    @Option(help: .init("Those that expire before then.", valueName: "when"))
    var expiresBefore: String?

    @Option(help: .init("Those that expire then or later.", valueName: "when"))
    var expiresAfter: String?

    @Option(
        help: .init(
            "The server's order: created, name, last_used or expires; with - from the end: --order=-name.",
            valueName: "order"))
    var order: String?

    var filter: KeyFilter {
        var filter = KeyFilter()
        (filter.search, filter.status, filter.owner, filter.model) = (search, status, owner, model)
        (filter.metadata, filter.sort) = (metadata, order)
        (filter.usedBefore, filter.usedAfter) = (usedBefore, usedAfter)
        (filter.expiresBefore, filter.expiresAfter) = (expiresBefore, expiresAfter)
        return filter
    }

    var isGiven: Bool {
        [search, status, owner, model, metadata, usedBefore, usedAfter, expiresBefore, expiresAfter, order]
            .contains { $0 != nil }
    }
}
