import ArgumentParser

struct ModelPrices: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "prices", abstract: "List what a model costs and has cost, per million tokens.")

    @OptionGroup
    var target: ModelTarget

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try target.resolve(session)
        try session.printer.list(session.client.modelPrices(of: id, pageSize: list.pageSize), list)
    }
}
