import ArgumentParser

struct KeyRollback: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Take a rotation back: the new secret ends at once, the old one lives on.")

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
        try confirmation.confirm(session) {
            "Roll back the rotation of \(try key.words(session))? The new secret is dead at once."
        }
        try session.printer.show(try session.client.rollbackKeyRotation(key.id, of: key.owner))
    }
}
