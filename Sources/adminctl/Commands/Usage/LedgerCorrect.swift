import ArgumentParser
import Wire

struct LedgerCorrect: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Put a recorded call right: by a further row, never by a change of its own.",
        discussion: """
            Say what the call should have been, in tokens, in dollars or both; or what is taken off its cost; or that there \
            was no call. Budgets follow at once, in the periods in which they were charged.
            """)

    @Argument(help: .init("The row's id.", valueName: "id"))
    var id: String

    @Option(help: .init("All tokens that were sent.", valueName: "tokens"))
    var inputTokens: Int64?

    @Option(help: .init("All tokens that came back.", valueName: "tokens"))
    var outputTokens: Int64?

    @Option(help: .init("What it cost, all of it.", valueName: "dollars"))
    var cost: DollarsArgument?

    @Option(help: .init("What is taken off its cost.", valueName: "dollars"))
    var refund: DollarsArgument?

    @Flag(help: "There was no call: nothing is charged.")
    var void = false

    @Option(help: .init("Why.", valueName: "text"))
    var reason: String

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    private var hasTokens: Bool { inputTokens != nil || outputTokens != nil }

    mutating func validate() throws {
        guard [hasTokens || cost != nil, refund != nil, void].count(where: { $0 }) == 1 else {
            throw ValidationError("Give --input-tokens, --output-tokens and --cost; or else --refund; or else --void.")
        }
        guard (inputTokens != nil) == (outputTokens != nil) else {
            throw ValidationError("Give both --input-tokens and --output-tokens: all that was used.")
        }
    }

    func run(in session: Session) throws {
        var body = CorrectUsageBody(reason: reason)
        if let inputTokens, let outputTokens {
            body.usage = UsageBody(inputTokens: inputTokens, outputTokens: outputTokens)
        }
        (body.cost, body.refund, body.void) = (cost?.body, refund?.body, void ? true : nil)
        try session.printer.show(try session.client.correctUsage(id, body))
    }
}
