import ArgumentParser
import Wire

struct MemberCreate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Put a user into a team.")

    @Argument(
        help: .init("The user: the address, name, id, or the beginning of the id."), completion: .names(of: .user))
    var user: String

    @Option(
        help: .init("The team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String

    @Option(help: .init("admin or member. (default: member)"))
    var role: String?

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let team = try session.teamID(team)
        let body = CreateTeamMemberBody(role: role)
        let member = try session.client.createTeamMember(team: team, user: try session.userID(user), body)
        try session.printer.show(member)
    }
}
