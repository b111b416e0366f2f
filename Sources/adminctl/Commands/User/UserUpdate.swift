import ArgumentParser
import Wire

struct UserUpdate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a user; what is not given stays.")

    @Argument(
        help: .init("The user: the address, name, id, or the beginning of the id."), completion: .names(of: .user))
    var user: String

    @Option(help: .init("The address that the user is known by."))
    var email: String?

    @Option(help: .init("What people call the user."))
    var name: String?

    @Option(help: .init("owner, admin or member."))
    var role: String?

    @Flag(help: "Whether the user's keys work.")
    var enablement: Enablement?

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard [email, name, role].contains(where: { $0 != nil }) || enablement != nil else {
            throw ValidationError("Nothing to change: give at least one option.")
        }
    }

    func run(in session: Session) throws {
        var body = UpdateUserBody()
        body.email = Change(email)
        body.name = Change(name)
        body.role = Change(role)
        body.status = Change(enablement?.status)
        try session.printer.show(try session.client.updateUser(try session.userID(user), body))
    }
}
