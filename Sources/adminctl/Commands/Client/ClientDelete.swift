import ArgumentParser

struct ClientDelete: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an OAuth client; its tokens end at once.")

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
            "Delete the OAuth client “\(try session.client.getClient(id).name)” (\(id))? Its tokens end at once."
        }
        try session.client.deleteClient(id)
        StandardError.say("Deleted the OAuth client \(id).")
    }
}
