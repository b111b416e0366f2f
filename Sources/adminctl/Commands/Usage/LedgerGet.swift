import ArgumentParser

struct LedgerGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one row of the ledger, with what puts it right.")

    @Argument(help: .init("The row's id.", valueName: "id"))
    var id: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getUsage(id))
    }
}
