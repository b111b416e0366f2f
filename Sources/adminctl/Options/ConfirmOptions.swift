import ArgumentParser

struct ConfirmOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Do it without asking.")
    var yes = false

    /// To be called before anything is asked of the server.
    /// - Throws: `Failure` where an answer will be needed and nobody can be asked.
    func requireAnswer(_ session: Session) throws {
        guard yes || session.isRehearsal || session.console.canAsk else {
            throw Failure(.usage, "this cannot be undone, and there is no terminal to ask on. Repeat it with --yes.")
        }
    }

    /// Asks on the terminal. The question names the thing, which may take a call to the server: it is made only where
    /// somebody can answer.
    /// - Throws: `Failure` where the answer is no, or where nobody can be asked.
    func confirm(_ session: Session, _ question: () throws -> String) throws {
        if yes || session.isRehearsal { return }
        try requireAnswer(session)
        let asked = SafeText.readable(try question()) + " [y/N] "
        guard ["y", "yes"].contains(session.console.ask(asked).lowercased()) else {
            throw Failure(.failed, "nothing was changed.")
        }
    }
}
