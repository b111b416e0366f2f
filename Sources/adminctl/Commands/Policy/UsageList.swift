import ArgumentParser

struct UsageList: SessionCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List budgets.")

    @OptionGroup
    var filter: PolicyFilterOptions

    @Option(help: .init("Only those that count this.", valueName: "what"))
    var type: UsageTypeArgument?

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        var filter = try filter.filter(session)
        filter.type = type?.rawValue
        try session.printer.list(session.client.usageLimits(filter, pageSize: list.pageSize), list)
    }
}
