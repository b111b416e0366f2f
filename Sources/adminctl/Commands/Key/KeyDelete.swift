import ArgumentParser

struct KeyDelete: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an API key; it ends at once.")

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
        try confirmation.confirm(session) { try question.text("Delete", session) + " It ends at once." }
        try session.client.deleteKey(key, of: try owner.resolve(session))
        StandardError.say("Deleted the key \(key).")
    }
}
