import ArgumentParser

struct ClientRotateSecret: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-secret", abstract: "Give an OAuth client a new secret, shown this once.")

    @Argument(
        help: .init("The client: its name, client id, or the beginning of that."), completion: .names(of: .client))
    var client: String

    @OptionGroup
    var transition: TransitionOptions

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        if transition.endsSecrets { try confirmation.requireAnswer(session) }
        let id = try session.oauthClientID(client)
        if transition.endsSecrets {
            try confirmation.confirm(session) {
                let name = try session.client.getClient(id).name
                return "Rotate the secret of the OAuth client “\(name)”? \(transition.fate("secret is"))"
            }
        }
        let rotated = try session.client.rotateClientSecret(
            id, transitionSeconds: transition.transition?.seconds, force: transition.force)
        try SecretReply.show(rotated, session)
    }
}
