import AdminClient
import ArgumentParser

struct KeyList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List API keys: of the organization, or of a team or user.")

    @Option(
        help: .init("Of this team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String?

    @Flag(help: "Of the user that this client is bound to.")
    var user = false

    @OptionGroup
    var filters: KeyFilterOptions

    @Flag(help: "Of a team or user: list deleted keys, too.")
    var includeRemoved = false

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard team == nil || !user else { throw ValidationError("--team and --user exclude each other.") }
        guard !user || !filters.isGiven else { throw ValidationError("--user goes with no filter; use --owner.") }
        guard team == nil || filters.owner == nil else { throw ValidationError("--team is the owner already.") }
        guard !includeRemoved || (!filters.isGiven && (team != nil || user)) else {
            throw ValidationError("--include-removed needs --team or --user, and no filter; use --status removed.")
        }
    }

    func run(in session: Session) throws {
        if user || team != nil, !filters.isGiven {
            let owner: KeyOwner = user ? .user : .team(try session.teamID(team ?? ""))
            let keys = session.client.keys(of: owner, includeRemoved: includeRemoved, pageSize: list.pageSize)
            return try session.printer.list(keys, list)
        }
        var filter = filters.filter
        if let team { filter.owner = try session.teamID(team) }
        try session.printer.list(session.client.foundKeys(filter, pageSize: list.pageSize), list)
    }
}
