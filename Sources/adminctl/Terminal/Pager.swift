import Foundation
import Spawn

/// A running pager. One that does not start is no error: the text goes to the terminal as it is.
final class Pager {
    let input: Int32
    private let id: pid_t
    private var before: [(Int32, sighandler_t?)] = []

    /// `$PAGER`, or less; nil where that is `cat`, empty, or not to be found.
    static func command(_ environment: [String: String]) -> String? {
        let command = environment["PAGER"] ?? "less"
        guard let program = command.split(separator: " ").first, program != "cat" else { return nil }
        return ProgramPath.find(String(program), path: environment["PATH"]) == nil ? nil : command
    }

    init?(_ command: String) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        input = ends[1]
        _ = fcntl(input, F_SETFD, FD_CLOEXEC)
        guard let id = Self.start(command, readingFrom: ends[0]) else {
            close(ends[0])
            close(ends[1])
            return nil
        }
        close(ends[0])
        self.id = id
        // Ctrl-C is the pager's while it has the terminal; dying here would leave two readers of one keyboard.
        before = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
    }

    func finish() {
        close(input)
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1, errno == EINTR {}
        for (number, handler) in before { signal(number, handler) }
    }

    /// By a shell, as `$PAGER` may hold options. It sees the person's terminal and pager settings, and no credential.
    private static func start(_ command: String, readingFrom end: Int32) -> pid_t? {
        let own = ProcessInfo.processInfo.environment
        var environment = ChildEnvironment.allowing(settings, prefixes: prefixes, of: own)
        // Runs a program before a file is shown; this is no file.
        environment["LESSOPEN"] = nil
        environment["LESSCLOSE"] = nil
        // Quit where it fits on a screen, show colours, leave the text on the screen. A setting of the user's own wins.
        environment["LESS"] = environment["LESS"] ?? "FRX"
        var launch = ProcessLaunch("/bin/sh", ["-c", command], environment: environment)
        launch.input = end
        return try? launch.start()
    }

    private static let settings: Set<String> = [
        "COLORTERM", "COLUMNS", "LINES", "LV", "MORE", "NO_COLOR", "SHELL", "TERMCAP", "TERMINFO", "TERMINFO_DIRS",
        "XDG_CONFIG_HOME",
    ]
    private static let prefixes = ["LESS", "BAT_", "MOST_"]
}
