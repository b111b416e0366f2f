import ArgumentParser
import Wire

struct MemberUpdate: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a member's role.")

    @Argument(help: .init("The user: its id."))
    var user: String

    @Option(help: .init("The team: its id, slug or name.", valueName: "team"))
    var team: String

    @Option(help: .init("admin or member."))
    var role: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let team = try TeamReference.resolve(team, with: session.client)
        var body = UpdateTeamMemberBody()
        body.role = .set(role)
        try session.printer.show(try session.client.updateTeamMember(team: team, user: user, body))
    }
}
