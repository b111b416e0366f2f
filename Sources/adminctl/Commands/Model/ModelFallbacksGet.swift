import ArgumentParser

struct ModelFallbacksGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show what takes over for a model.",
        discussion: "`adminctl model resolve` shows what takes over for those as well.")

    @OptionGroup
    var target: ModelTarget

    @OptionGroup
    var view: TeamViewOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try target.resolve(session)
        try session.printer.show(
            try session.client.getFallbacks(of: id, team: try view.resolve(session)))
    }
}
