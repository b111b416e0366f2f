import ArgumentParser
import Wire

struct ReservationRelease: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Free what a call holds that was never made; nothing is charged.",
        discussion: """
            A reservation that nobody settles ends by itself when it expires. One that is released cannot be settled any \
            more: what its call used after all is told with `adminctl usage record`.
            """)

    @OptionGroup
    var target: ReservationTarget

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let id = try target.resolve(session)
        try confirmation.confirm(session) { Self.question(try session.client.getReservation(id)) }
        try session.printer.show(try session.client.releaseReservation(id))
    }

    private static func question(_ reservation: ReservationBody) -> String {
        let holds = reservation.holds.isEmpty ? "nothing" : reservation.holdsText
        let name = reservation.requestID.value.map { "“\($0)” (\(reservation.id))" } ?? reservation.id
        return "Release the reservation \(name), which is \(reservation.state) and holds \(holds)?"
    }
}
