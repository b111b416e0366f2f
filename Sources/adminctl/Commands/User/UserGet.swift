import ArgumentParser

struct UserGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one user.")

    @Argument(
        help: .init("The user: the address, name, id, or the beginning of the id."), completion: .names(of: .user))
    var user: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getUser(try session.userID(user)))
    }
}
