import ArgumentParser
import Wire

struct TeamModelsSet: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Say which models a team may use; replaces what was said.")

    @Argument(
        help: .init("The team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String

    @Argument(
        help: .init("Names, whole ids, or beginnings of names such as 'openai/*'."), completion: .names(of: .model))
    var models: [String] = []

    @Flag(help: "Every model that the organization has, also those to come.")
    var all = false

    @Flag(help: "No model at all.")
    var none = false

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard [all, none, !models.isEmpty].count(where: { $0 }) == 1 else {
            throw ValidationError("Name models, or say --all or --none.")
        }
    }

    func run(in session: Session) throws {
        let body = all ? SetTeamModelsBody(mode: "all") : SetTeamModelsBody(mode: "listed", models: models)
        try session.printer.show(try session.client.setTeamModels(ofTeam: try session.teamID(team), body))
    }
}
