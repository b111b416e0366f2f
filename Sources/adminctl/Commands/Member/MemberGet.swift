import ArgumentParser

struct MemberGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one member of a team.")

    @Argument(help: .init("The user: its id."))
    var user: String

    @Option(help: .init("The team: its id, slug or name.", valueName: "team"))
    var team: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let team = try TeamReference.resolve(team, with: session.client)
        try session.printer.show(try session.client.getTeamMember(team: team, user: user))
    }
}
