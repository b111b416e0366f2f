import ArgumentParser
import Wire

struct MemberUpdate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a member's role.")

    @Argument(
        help: .init("The user: the address, name, id, or the beginning of the id."), completion: .names(of: .user))
    var user: String

    @Option(
        help: .init("The team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String

    @Option(help: .init("admin or member."))
    var role: String

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let team = try session.teamID(team)
        var body = UpdateTeamMemberBody()
        body.role = .set(role)
        let member = try session.client.updateTeamMember(team: team, user: try session.userID(user), body)
        try session.printer.show(member)
    }
}
