import Foundation

/// The person at the terminal, if there is one.
struct Console {
    /// Questions go to standard error and answers come from standard input: both must be a terminal.
    let canAsk: Bool
    let isInputTerminal: Bool
    /// Columns; nil where standard output is no terminal.
    let outputWidth: Int?

    static var standard: Console {
        let isInputTerminal = isatty(STDIN_FILENO) == 1
        return Console(
            canAsk: isInputTerminal && isatty(STDERR_FILENO) == 1, isInputTerminal: isInputTerminal,
            outputWidth: width())
    }

    /// The answer, without the line's end; empty where the input ends.
    func ask(_ question: String) -> String {
        StandardError.print(question, terminator: "")
        return (readLine() ?? "").trimmingCharacters(in: .whitespaces)
    }

    private static func width() -> Int? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
