import ArgumentParser

struct UserGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one user.")

    @Argument(help: .init("The user: its id.", valueName: "user"))
    var user: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getUser(user))
    }
}
