import ArgumentParser
import Wire

struct UserCreate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create a user.")

    @Argument(help: .init("The address that the user is known by."))
    var email: String

    @Option(help: .init("What people call the user."))
    var name: String

    @Option(help: .init("owner, admin or member. (default: member)"))
    var role: String?

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let body = CreateUserBody(email: email, name: name, role: role)
        try session.printer.show(try session.client.createUser(body))
    }
}
