import ArgumentParser

struct ClientList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List OAuth clients.")

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.list(session.client.clients(pageSize: list.pageSize), list)
    }
}
