import ArgumentParser

struct MemberList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the members of a team.")

    @Option(help: .init("The team: its id, slug or name.", valueName: "team"))
    var team: String

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let team = try TeamReference.resolve(team, with: session.client)
        let members = session.client.teamMembers(team: team, pageSize: list.pageSize)
        try session.printer.list(members, limit: list.limit)
    }
}
