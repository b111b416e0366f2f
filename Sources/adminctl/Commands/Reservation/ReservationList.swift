import ArgumentParser

struct ReservationList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List reservations: those that are open, and those that ended within a day.")

    @Option(help: .init("open, settled, released or expired. (default: all)", valueName: "state"))
    var state: ReservationStateArgument?

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.list(
            session.client.reservations(state: state?.rawValue, pageSize: list.pageSize), list)
    }
}
