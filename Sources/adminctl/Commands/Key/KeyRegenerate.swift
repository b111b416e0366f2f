import ArgumentParser

struct KeyRegenerate: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "regenerate", abstract: "Give an API key a new secret, shown this once; the old one ends at once.")

    @Argument(help: .init("The key: its id."))
    var key: String

    @OptionGroup
    var owner: KeyOwnerOptions

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let question = KeyQuestion(key: key, owner: owner)
        try confirmation.confirm(session) {
            try question.text("Regenerate", session) + " Its present secret ends at once."
        }
        try SecretReply.show(try session.client.regenerateKey(key, of: try owner.resolve(session)), session)
    }
}
