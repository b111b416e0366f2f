import ArgumentParser

struct KeyRotation: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotation",
        abstract: "Show where the rotation of an API key stands, and who still uses the old secret.")

    @OptionGroup
    var target: KeyTarget

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let key = try target.resolve(session)
        try session.printer.show(try session.client.getKeyRotation(key.id, of: key.owner))
    }
}
