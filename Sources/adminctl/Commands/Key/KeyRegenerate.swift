import ArgumentParser

struct KeyRegenerate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "regenerate", abstract: "Give an API key a new secret, shown this once; the old one ends at once.")

    @OptionGroup
    var target: KeyTarget

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let key = try target.resolve(session)
        try confirmation.confirm(session) { "Regenerate \(try key.words(session))? The old secret is dead at once." }
        try SecretReply.show(try session.client.regenerateKey(key.id, of: key.owner), session)
    }
}
