import ArgumentParser

struct ReservationGet: SessionCommand {
    static let configuration = CommandConfiguration(commandName: "get", abstract: "Show one reservation.")

    @OptionGroup
    var target: ReservationTarget

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getReservation(try target.resolve(session)))
    }
}
