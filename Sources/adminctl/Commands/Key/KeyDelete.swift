import ArgumentParser

struct KeyDelete: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an API key; it ends at once.")

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
        try confirmation.confirm(session) { "Delete \(try key.words(session))? It ends at once." }
        try session.client.deleteKey(key.id, of: key.owner)
        StandardError.say("Deleted the key \(key.id).")
    }
}
