import ArgumentParser

struct KeyLookup: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup", abstract: "Ask whose a secret is: an API key, an access token or a client secret.",
        discussion: """
            The secret is read from standard input, or asked for without showing it; never from the command line, where \
            other users of the machine could see it. One that the server does not know makes the exit code 3.
            """)

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let answer = try session.client.lookupSecret(try SecretInput.read("Secret", session.console))
        try session.printer.show(answer)
        guard answer.found else { throw Failure(.notFound, "not found: the server does not know this secret.") }
    }
}
