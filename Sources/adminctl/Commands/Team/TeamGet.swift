import ArgumentParser

struct TeamGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one team.")

    @Argument(help: .init("The team: its id, slug or name.", valueName: "team"))
    var team: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try TeamReference.resolve(team, with: session.client)
        try session.printer.show(try session.client.getTeam(id))
    }
}
