import ArgumentParser

struct ModelResolve: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Draw what a call for a model tries, and what to know of it.",
        discussion: """
            The model's own list comes first, in its order, then the lists of the models in it. Numbers are the order in \
            which a call tries them; ✗ is passed over. With `--output name`, the ids of what a call tries, in that order.
            """)

    @OptionGroup
    var target: ModelTarget

    @OptionGroup
    var view: TeamViewOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try target.resolve(session)
        try session.printer.show(try session.client.resolveModel(id, team: try view.resolve(session)))
    }
}
