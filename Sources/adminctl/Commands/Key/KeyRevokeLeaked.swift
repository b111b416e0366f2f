import AdminClient
import ArgumentParser

struct KeyRevokeLeaked: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke-leaked", abstract: "End what a leaked secret opens, at once.",
        discussion: """
            Disables the key or client of a current secret, ends an outgoing one, revokes a token; the audit log says so.

            The secret is read from standard input, or asked for without showing it; never from the command line, where \
            other users of the machine could see it. From a pipe nobody can be asked, so it needs --yes.
            """)

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let secret = try SecretInput.read("Secret", session.console)
        try confirmation.confirm(session) { try question(secret, session) }
        let answer = try session.client.revokeLeakedSecret(secret)
        try session.printer.show(answer)
        guard answer.revoked else { throw Failure(.notFound, "nothing was revoked: the server knows no such secret.") }
    }

    private func question(_ secret: SecretText, _ session: Session) throws -> String {
        let found = try session.client.lookupSecret(secret)
        let kind = found.kind?.replacing("_", with: " ") ?? "secret"
        guard let name = found.name else { return "Revoke this \(kind)? What it opens ends at once." }
        return "Revoke this \(kind) of “\(name)”? What it opens ends at once."
    }
}
