import ArgumentParser

struct MemberDelete: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Take a user out of a team.")

    @Argument(
        help: .init("The user: the address, name, id, or the beginning of the id."), completion: .names(of: .user))
    var user: String

    @Option(
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
        let (teamID, userID) = (try session.teamID(team), try session.userID(user))
        try confirmation.confirm(session) {
            let name = try session.client.getTeam(teamID).name
            return "Take \(try session.client.getUser(userID).email) out of the team “\(name)”?"
        }
        try session.client.deleteTeamMember(team: teamID, user: userID)
        StandardError.say("Took the user \(userID) out of the team \(teamID).")
    }
}
