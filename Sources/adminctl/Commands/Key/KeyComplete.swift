import ArgumentParser

struct KeyComplete: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete", abstract: "Complete a rotation: the old secret ends at once.")

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
            "Complete the rotation of \(try key.words(session))? The old secret is dead at once."
        }
        try session.printer.show(try session.client.completeKeyRotation(key.id, of: key.owner))
    }
}
