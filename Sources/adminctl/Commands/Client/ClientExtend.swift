import ArgumentParser

struct ClientExtend: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Let the old client secret of a rotation live longer.")

    @Argument(
        help: .init("The client: its name, client id, or the beginning of that."), completion: .names(of: .client))
    var client: String

    @OptionGroup
    var term: ExtensionOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try session.oauthClientID(client)
        try session.printer.show(try session.client.extendClientRotation(id, term.body))
    }
}
