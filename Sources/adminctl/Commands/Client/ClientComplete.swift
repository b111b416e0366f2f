import ArgumentParser

struct ClientComplete: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete", abstract: "Complete a rotation: the old client secret ends at once.")

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
            "Complete the rotation of the OAuth client “\(try session.client.getClient(id).name)”? The old secret is dead at once."
        }
        try session.printer.show(try session.client.completeClientRotation(id))
    }
}
