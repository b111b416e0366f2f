import ArgumentParser

struct UsageArchive: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Stop a budget from holding; `restore` brings it back.")

    @OptionGroup
    var target: UsageTarget

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let archived = try session.client.archiveUsageLimit(try target.resolve(session))
        StandardError.say("Archived the budget \(archived.id).")
    }
}
