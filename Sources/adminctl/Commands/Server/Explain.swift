import ArgumentParser
import Wire

struct Explain: SessionCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show why a call passes or not: every check, every limit and how it stands.",
        discussion: """
            Nothing is charged, and the key is not marked as used. The key is read from standard input, or asked for \
            without showing it; never from the command line, where other users of the machine could see it. A call that \
            would be refused makes the exit code 5.
            """)

    @OptionGroup
    var call: CallOptions

    @OptionGroup
    var estimate: EstimateOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let key = try SecretInput.read("API key", session.console).revealSecret()
        var body = try call.body(key)
        body.estimate = estimate.body
        let explanation = try session.client.explainKey(body)
        try session.printer.show(explanation)
        guard explanation.valid else {
            throw Failure(.denied, "the call would be refused: \(explanation.message) (\(explanation.code))")
        }
    }
}
