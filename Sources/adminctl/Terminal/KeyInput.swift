import Foundation

/// Takes an API key from a pipe or a person, never from the command line.
enum KeyInput {
    private static let maxBytes = 4 * 1024

    /// - Throws: `Failure` of status usage where there is none.
    static func read(_ console: Console) throws -> String {
        let text = console.isInputTerminal ? HiddenPrompt.read("API key: ") ?? "" : try piped()
        let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !key.isEmpty else { throw Failure(.usage, "no key on standard input.") }
        return key
    }

    private static func piped() throws -> String {
        let data = try? FileHandle.standardInput.read(upToCount: maxBytes + 1)
        guard (data?.count ?? 0) <= maxBytes else {
            throw Failure(.usage, "standard input holds more than one key.")
        }
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
