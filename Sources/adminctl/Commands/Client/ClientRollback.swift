import ArgumentParser

struct ClientRollback: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Take a rotation back: the new client secret ends at once, the old one lives on.")

    @Argument(
        help: .init("The client: its name, client id, or the beginning of that."), completion: .names(of: .client))
    var client: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let id = try session.oauthClientID(client)
        try confirmation.confirm(session) {
            "Roll back the rotation of the OAuth client “\(try session.client.getClient(id).name)”? The new secret is dead at once."
        }
        try session.printer.show(try session.client.rollbackClientRotation(id))
    }
}
