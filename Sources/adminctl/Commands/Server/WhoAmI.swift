import ArgumentParser

struct WhoAmI: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Show which client this is, and what it may do.")

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let token = try session.client.introspectOwnToken()
        guard token.active else { throw Failure(.failed, "the server does not know the token that it just issued.") }
        try session.printer.show(token)
    }
}
