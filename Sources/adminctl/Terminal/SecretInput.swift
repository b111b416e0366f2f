import AdminClient

/// Takes a secret from a pipe or a person, never from the command line.
enum SecretInput {
    /// - Parameter name: what is asked for: `API key`.
    /// - Throws: `Failure` of status usage where there is none.
    static func read(_ name: String, _ console: Console) throws -> SecretText {
        let text = console.isInputTerminal ? HiddenPrompt.read("\(name): ") ?? "" : try PipedInput.read()
        let secret = InputText.trimmed(text)
        guard !secret.isEmpty else {
            throw Failure(.usage, "no \(name.prefix(1) == "A" ? name : name.lowercased()) given.")
        }
        return SecretText(secret)
    }
}
