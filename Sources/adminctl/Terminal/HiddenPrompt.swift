import Foundation

/// Asks for a secret without showing it.
enum HiddenPrompt {
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    /// The line that was typed; nil where the input ended. A signal that ends the program puts the terminal back first.
    static func read(_ prompt: String) -> String? {
        var terminal = termios()
        guard tcgetattr(STDIN_FILENO, &terminal) == 0 else { return readLine() }
        shownTerminal = terminal
        let before = signals.map { signal($0, restoreTerminalAndDie) }
        terminal.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &terminal)
        // Only now: what is typed in answer to the prompt must find the echo off.
        StandardError.print(prompt, terminator: "")
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shownTerminal)
            for (number, handler) in zip(signals, before) { signal(number, handler) }
            // The line's end was typed unseen.
            StandardError.print("", terminator: "\n")
        }
        return readLine()
    }
}

// A signal handler reaches globals only. Written before the handler is installed, and by one thread.
nonisolated(unsafe) private var shownTerminal = termios()

/// Calls only what is safe in a signal handler (POSIX.1-2017 §2.4.3).
private func restoreTerminalAndDie(_ number: Int32) {
    tcsetattr(STDIN_FILENO, TCSANOW, &shownTerminal)
    signal(number, SIG_DFL)
    raise(number)
}
