import ArgumentParser
import Wire

struct Verify: SessionCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask whether an API key is good.",
        discussion: """
            The key is read from standard input, or asked for without showing it; never from the command line, where \
            other users of the machine could see it. A key that is refused makes the exit code 5.
            """)

    @Option(help: .init("The model that it is to be used for.", valueName: "model"))
    var model: String?

    @Option(help: .init("The address that the call would come from.", valueName: "address"))
    var address: String?

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let key = try SecretInput.read("API key", session.console).revealSecret()
        let answer = try session.client.verifyKey(VerifyRequestBody(key: key, model: model, address: address))
        try session.printer.show(answer)
        guard answer.valid else { throw Failure(.denied, "the key is refused: \(answer.message) (\(answer.code))") }
    }
}
