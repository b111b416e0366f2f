import ArgumentParser

struct UsageEntities: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "entities", abstract: "List the counters of a budget: who has used how much.")

    @OptionGroup
    var target: UsageTarget

    @Option(help: .init("Only those whose value holds this.", valueName: "text"))
    var search: String?

    @Option(help: .init("active or exhausted.", valueName: "status"))
    var status: EntityStatusArgument?

    @OptionGroup
    var list: ListOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let entities = session.client.usageEntities(
            of: try target.resolve(session), search: search, status: status?.rawValue, pageSize: list.pageSize)
        try session.printer.list(entities, list)
    }
}

struct UsageReset: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Set one counter of a budget back to zero.")

    @OptionGroup
    var target: UsageTarget

    @Argument(help: .init("The counter: its id, its value such as api_key:0197…, or the beginning of its id."))
    var entity: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let budget = try target.resolve(session)
        let id = try Reference.resolve(
            entity, in: session.client.usageEntities(of: budget, pageSize: ListOptions.longestPage))
        try confirmation.confirm(session) { "Set what the counter \(entity) has used back to zero?" }
        try session.printer.show(try session.client.resetUsageEntity(id, of: budget))
    }
}
