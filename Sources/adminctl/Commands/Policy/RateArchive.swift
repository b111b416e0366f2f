import ArgumentParser

struct RateArchive: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Stop a rate limit from holding; `restore` brings it back.")

    @OptionGroup
    var target: RateTarget

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let archived = try session.client.archiveRateLimit(try target.resolve(session))
        StandardError.say("Archived the rate limit \(archived.id).")
    }
}
