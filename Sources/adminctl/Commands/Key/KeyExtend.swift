import ArgumentParser

struct KeyExtend: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Let the old secret of a rotation live longer.")

    @OptionGroup
    var target: KeyTarget

    @OptionGroup
    var term: ExtensionOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let key = try target.resolve(session)
        try session.printer.show(try session.client.extendKeyRotation(key.id, of: key.owner, term.body))
    }
}
