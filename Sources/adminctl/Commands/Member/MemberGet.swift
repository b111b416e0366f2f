import ArgumentParser

struct MemberGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one member of a team.")

    @Argument(
        help: .init("The user: the address, name, id, or the beginning of the id."), completion: .names(of: .user))
    var user: String

    @Option(
        help: .init("The team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let team = try session.teamID(team)
        try session.printer.show(try session.client.getTeamMember(team: team, user: try session.userID(user)))
    }
}
