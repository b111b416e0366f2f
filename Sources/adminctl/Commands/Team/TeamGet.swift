import ArgumentParser

struct TeamGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one team.")

    @Argument(
        help: .init("The team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try session.teamID(team)
        try session.printer.show(try session.client.getTeam(id))
    }
}
