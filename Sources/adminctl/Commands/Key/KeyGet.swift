import ArgumentParser

struct KeyGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one API key.")

    @OptionGroup
    var target: KeyTarget

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let key = try target.resolve(session)
        try session.printer.show(try session.client.getKey(key.id, of: key.owner))
    }
}
