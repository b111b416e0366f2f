import ArgumentParser

struct ModelFallbacksClear: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear", abstract: "Let nothing take over for a model; for a team, what the organization says.")

    @OptionGroup
    var target: ModelTarget

    @OptionGroup
    var view: TeamViewOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try target.resolve(session)
        try session.client.deleteFallbacks(of: id, team: try view.resolve(session))
        StandardError.say("Cleared the fallbacks of the model \(id).")
    }
}
