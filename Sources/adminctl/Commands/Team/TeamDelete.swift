import ArgumentParser

struct TeamDelete: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a team; its keys end at once.")

    @Argument(help: .init("The team: its id, slug or name.", valueName: "team"))
    var team: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.confirm(session) {
            let found = try session.client.getTeam(try TeamReference.resolve(team, with: session.client))
            return "Delete the team “\(found.name)” (\(found.id))? Its keys end at once."
        }
        let id = try TeamReference.resolve(team, with: session.client)
        try session.client.deleteTeam(id)
        StandardError.say("Deleted the team \(id).")
    }
}
