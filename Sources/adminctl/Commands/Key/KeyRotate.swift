import ArgumentParser

struct KeyRotate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Give an API key a new secret, shown this once; the old one lives for a while."
    )

    @OptionGroup
    var target: KeyTarget

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
        let key = try target.resolve(session)
        if transition.endsSecrets {
            try confirmation.confirm(session) { "Rotate \(try key.words(session))? \(transition.fate("secret is"))" }
        }
        let rotated = try session.client.rotateKey(
            key.id, of: key.owner, transitionSeconds: transition.transition?.seconds, force: transition.force)
        try SecretReply.show(rotated, session)
    }
}
