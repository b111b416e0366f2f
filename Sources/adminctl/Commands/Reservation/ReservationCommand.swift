import ArgumentParser

struct ReservationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reservation", abstract: "Reservations: what calls under way hold of their limits.",
        subcommands: [ReservationList.self, ReservationGet.self, ReservationRelease.self])
}

/// The reservation that a command is about.
struct ReservationTarget: ParsableArguments {
    @Argument(
        help: .init("The reservation: its id, the beginning of its id, or the request id that it was made with."),
        completion: .names(of: .reservation))
    var reservation: String

    /// What is open comes first: it is few, and those that ended within a day may be millions.
    func resolve(_ session: Session) throws -> String {
        do {
            return try resolve(session, state: "open")
        } catch let failure as Failure where failure.status == .notFound {
            return try resolve(session, state: nil)
        }
    }

    private func resolve(_ session: Session, state: String?) throws -> String {
        try Reference.resolve(
            reservation, in: session.client.reservations(state: state, pageSize: ListOptions.longestPage))
    }
}

enum ReservationStateArgument: String, ExpressibleByArgument, CaseIterable { case open, settled, released, expired }
