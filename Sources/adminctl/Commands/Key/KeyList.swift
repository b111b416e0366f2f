import ArgumentParser

struct KeyList: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the API keys of a team or user.")

    @OptionGroup
    var owner: KeyOwnerOptions

    @Flag(help: "List deleted keys, too.")
    var includeRemoved = false

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let keys = session.client.keys(
            of: try owner.resolve(session), includeRemoved: includeRemoved, pageSize: list.pageSize)
        try session.printer.list(keys, list)
    }
}
