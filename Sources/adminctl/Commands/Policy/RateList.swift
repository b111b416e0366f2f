import ArgumentParser

struct RateList: SessionCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List rate limits.")

    @OptionGroup
    var filter: PolicyFilterOptions

    @Option(help: .init("Only those that count this.", valueName: "what"))
    var type: RateTypeArgument?

    @Option(help: .init("Only those of this unit.", valueName: "unit"))
    var unit: RateUnitArgument?

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        var filter = try filter.filter(session)
        filter.type = type?.rawValue
        filter.unit = unit?.rawValue
        try session.printer.list(session.client.rateLimits(filter, pageSize: list.pageSize), list)
    }
}
