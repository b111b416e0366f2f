import ArgumentParser

struct KeyRotate: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Give an API key a new secret, shown this once; the old one lives for a while."
    )

    @Argument(help: .init("The key: its id."))
    var key: String

    @OptionGroup
    var owner: KeyOwnerOptions

    @OptionGroup
    var transition: TransitionOptions

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        if transition.cutsAtOnce {
            let question = KeyQuestion(key: key, owner: owner)
            try confirmation.confirm(session) {
                try question.text("Rotate", session) + " Its present secret ends at once."
            }
        }
        let rotated = try session.client.rotateKey(
            key, of: try owner.resolve(session), transitionSeconds: transition.transition?.seconds)
        try SecretReply.show(rotated, session)
    }
}
