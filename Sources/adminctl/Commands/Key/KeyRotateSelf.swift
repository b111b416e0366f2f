import ArgumentParser

struct KeyRotateSelf: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-self", abstract: "Rotate the API key in KEYHOLD_API_KEY, with no other credential.")

    @OptionGroup
    var transition: TransitionOptions

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    var credentialNames: String? { "KEYHOLD_API_KEY" }

    func run(in session: Session) throws {
        if transition.endsSecrets {
            try confirmation.confirm(session) { "Rotate the key in KEYHOLD_API_KEY? \(transition.fate("secret is"))" }
        }
        let rotated = try session.client.rotateOwnKey(
            transitionSeconds: transition.transition?.seconds, force: transition.force)
        try SecretReply.show(rotated, session)
    }
}
