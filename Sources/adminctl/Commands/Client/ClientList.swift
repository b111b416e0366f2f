import ArgumentParser

struct ClientList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List OAuth clients.")

    @OptionGroup
    var filters: NameFilterOptions

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.list(session.client.clients(filters.filter, pageSize: list.pageSize), list)
    }
}
