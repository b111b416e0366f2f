import ArgumentParser

struct OrgList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List organizations.")

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.list(session.client.organizations(pageSize: list.pageSize), list)
    }
}
