import ArgumentParser

struct TeamModelsGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show which models a team may use.")

    @Argument(
        help: .init("The team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getTeamModels(ofTeam: try session.teamID(team)))
    }
}
