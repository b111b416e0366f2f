import ArgumentParser
import Wire

struct TeamCreate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create a team.")

    @Argument(help: .init("What people call it."))
    var name: String

    @Option(help: .init("A short name for options. (default: from the name)"))
    var slug: String?

    @Option(help: .init("What it is for.", valueName: "text"))
    var description: String?

    @Option(help: .init("A field of your own; repeat for more.", valueName: "name=value"))
    var metadata: [MetadataArgument] = []

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        _ = try metadata.dictionary()
    }

    func run(in session: Session) throws {
        let body = CreateTeamBody(
            name: name, slug: slug, description: description, metadata: try metadata.dictionary())
        try session.printer.show(try session.client.createTeam(body))
    }
}
