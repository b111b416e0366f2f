import ArgumentParser

struct ClientDelete: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an OAuth client; its tokens end at once.")

    @Argument(help: .init("The client: its client id.", valueName: "client-id"))
    var client: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.confirm(session) {
            let found = try session.client.getClient(client)
            return "Delete the OAuth client “\(found.name)” (\(found.clientID))? Its tokens end at once."
        }
        try session.client.deleteClient(client)
        StandardError.say("Deleted the OAuth client \(client).")
    }
}
