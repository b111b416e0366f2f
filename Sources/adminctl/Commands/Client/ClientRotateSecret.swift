import ArgumentParser

struct ClientRotateSecret: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-secret", abstract: "Give an OAuth client a new secret, shown this once.")

    @Argument(help: .init("The client: its client id.", valueName: "client-id"))
    var client: String

    @OptionGroup
    var transition: TransitionOptions

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        if transition.cutsAtOnce {
            try confirmation.confirm(session) {
                let found = try session.client.getClient(client)
                return "Cut the present secret of “\(found.name)” (\(found.clientID)) at once?"
            }
        }
        let seconds = transition.transition?.seconds
        let rotated = try session.client.rotateClientSecret(client, transitionSeconds: seconds)
        try SecretReply.show(rotated, session)
    }
}
