import ArgumentParser

struct ModelList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List models, with prices per million tokens.")

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.list(session.client.models(pageSize: list.pageSize), list)
    }
}
