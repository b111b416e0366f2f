import ArgumentParser

struct MemberList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the members of a team.")

    @Option(
        help: .init("The team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let team = try session.teamID(team)
        let members = session.client.teamMembers(team: team, pageSize: list.pageSize)
        try session.printer.list(members, list)
    }
}
