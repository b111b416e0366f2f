import Foundation

/// The person at the terminal, if there is one.
struct Console {
    /// Questions go to standard error and answers come from standard input: both must be a terminal.
    var canAsk = false
    var isInputTerminal = false
    var isTalkTerminal = false
    /// Columns and lines; nil where standard output is no terminal.
    var outputWidth: Int?
    var outputHeight: Int?
    var isColoured = false
    /// The program that long listings go through; nil where they go straight to the terminal.
    var pager: String?

    static func standard(_ environment: [String: String]) -> Console {
        let size = size()
        let isInputTerminal = isatty(STDIN_FILENO) == 1
        let isTalkTerminal = isatty(STDERR_FILENO) == 1
        return Console(
            canAsk: isInputTerminal && isTalkTerminal, isInputTerminal: isInputTerminal,
            isTalkTerminal: isTalkTerminal, outputWidth: size?.columns, outputHeight: size?.lines,
            // https://no-color.org: present and not empty, whatever its value.
            isColoured: size != nil && environment.filled("NO_COLOR") == nil && environment["TERM"] != "dumb",
            pager: size == nil ? nil : Pager.command(environment))
    }

    /// The answer, without the line's end; empty where the input ends.
    func ask(_ question: String) -> String {
        StandardError.print(SafeText.withoutControls(question), terminator: "")
        return (readLine() ?? "").trimmingCharacters(in: .whitespaces)
    }

    private static func size() -> (columns: Int, lines: Int)? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
