import ArgumentParser

struct TeamList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List teams.")

    @OptionGroup
    var filters: NameFilterOptions

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.list(session.client.teams(filters.filter, pageSize: list.pageSize), list)
    }
}
