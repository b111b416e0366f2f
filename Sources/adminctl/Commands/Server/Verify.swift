import ArgumentParser
import Wire

struct Verify: SessionCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask whether an API key is good.",
        discussion: """
            The key is read from standard input, or asked for without showing it; never from the command line, where \
            other users of the machine could see it. A key that is refused makes the exit code 5. The call counts, as \
            a real one does; `adminctl explain` asks without.
            """)

    @OptionGroup
    var call: CallOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let key = try SecretInput.read("API key", session.console).revealSecret()
        let answer = try session.client.verifyKey(try call.body(key))
        try session.printer.show(answer)
        guard answer.valid else { throw Failure(.denied, "the key is refused: \(answer.message) (\(answer.code))") }
    }
}
