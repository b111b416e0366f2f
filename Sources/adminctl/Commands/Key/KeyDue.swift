import ArgumentParser

struct KeyDue: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "List the API keys whose rotation is due, or comes near.")

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.list(session.client.dueKeys(pageSize: list.pageSize), list)
    }
}
