import ArgumentParser

struct TeamDelete: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a team; its keys end at once.")

    @Argument(
        help: .init("The team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let id = try session.teamID(team)
        try confirmation.confirm(session) {
            "Delete the team “\(try session.client.getTeam(id).name)” (\(id))? Its keys end at once."
        }
        try session.client.deleteTeam(id)
        StandardError.say("Deleted the team \(id).")
    }
}
