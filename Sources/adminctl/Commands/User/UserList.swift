import ArgumentParser

struct UserList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List users.")

    @OptionGroup
    var filters: NameFilterOptions

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.list(session.client.users(filters.filter, pageSize: list.pageSize), list)
    }
}
