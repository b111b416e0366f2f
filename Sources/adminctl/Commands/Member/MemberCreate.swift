import ArgumentParser
import Wire

struct MemberCreate: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Put a user into a team.")

    @Argument(help: .init("The user: its id."))
    var user: String

    @Option(help: .init("The team: its id, slug or name.", valueName: "team"))
    var team: String

    @Option(help: .init("admin or member. (default: member)"))
    var role: String?

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let team = try TeamReference.resolve(team, with: session.client)
        let member = try session.client.createTeamMember(team: team, user: user, CreateTeamMemberBody(role: role))
        try session.printer.show(member)
    }
}
