import ArgumentParser

struct MemberDelete: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Take a user out of a team.")

    @Argument(help: .init("The user: its id."))
    var user: String

    @Option(help: .init("The team: its id, slug or name.", valueName: "team"))
    var team: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.confirm(session) {
            let found = try session.client.getTeam(try TeamReference.resolve(team, with: session.client))
            return "Take \(try session.client.getUser(user).email) out of the team “\(found.name)”?"
        }
        let id = try TeamReference.resolve(team, with: session.client)
        try session.client.deleteTeamMember(team: id, user: user)
        StandardError.say("Took the user \(user) out of the team \(id).")
    }
}
