import AdminClient
import ArgumentParser
import Wire

struct ModelFallbacksSet: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Say what takes over for a model, in order; replaces what was said.")

    @OptionGroup
    var target: ModelTarget

    @Argument(
        help: .init("What takes over: names, ids, or beginnings of ids, first come first."),
        completion: .names(of: .model))
    var fallbacks: [String] = []

    @Flag(help: "Nothing takes over: for a team where the organization says otherwise.")
    var none = false

    @OptionGroup
    var view: TeamViewOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard fallbacks.isEmpty == none else {
            throw ValidationError("Name the models that take over, or say --none.")
        }
    }

    func run(in session: Session) throws {
        let id = try target.resolve(session)
        let team = try view.resolve(session)
        let body = SetModelFallbacksBody(models: try fallbacks.map { try session.modelID($0) })
        try session.printer.show(
            try session.client.hasFallbacks(id, team: team)
                ? try session.client.updateFallbacks(of: id, team: team, body)
                : try session.client.createFallbacks(of: id, team: team, body))
    }
}
