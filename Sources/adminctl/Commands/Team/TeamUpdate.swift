import ArgumentParser
import Wire

struct TeamUpdate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a team; what is not given stays.")

    @Argument(
        help: .init("The team: its slug, name, id, or the beginning of its id."), completion: .names(of: .team))
    var team: String

    @Option(help: .init("What people call it."))
    var name: String?

    @Option(help: .init("A short name for options."))
    var slug: String?

    @Option(help: .init("What it is for.", valueName: "text"))
    var description: String?

    @OptionGroup
    var metadata: MetadataOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard [name, slug, description].contains(where: { $0 != nil }) || metadata.isGiven else {
            throw ValidationError("Nothing to change: give at least one option.")
        }
    }

    func run(in session: Session) throws {
        var body = UpdateTeamBody()
        body.name = Change(name)
        body.slug = Change(slug)
        body.description = Change(description)
        body.metadata = try metadata.change()
        let id = try session.teamID(team)
        try session.printer.show(try session.client.updateTeam(id, body))
    }
}
