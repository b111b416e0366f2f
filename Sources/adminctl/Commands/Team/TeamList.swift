import ArgumentParser

struct TeamList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List teams.")

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.list(session.client.teams(pageSize: list.pageSize), list)
    }
}
