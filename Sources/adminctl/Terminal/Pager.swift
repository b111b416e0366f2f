import Foundation

/// A running pager. One that does not start is no error: the text goes to the terminal as it is.
final class Pager {
    let input: Int32
    private let id: pid_t
    private var before: [(Int32, sighandler_t?)] = []

    /// `$PAGER`, or less; nil where that is `cat`, empty, or not to be found.
    static func command(_ environment: [String: String]) -> String? {
        let command = environment["PAGER"] ?? "less"
        guard let program = command.split(separator: " ").first, program != "cat" else { return nil }
        return isThere(String(program), environment["PATH"] ?? "") ? command : nil
    }

    init?(_ command: String) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        input = ends[1]
        _ = fcntl(input, F_SETFD, FD_CLOEXEC)
        // Quit where it fits on a screen, show colours, leave the text on the screen. A setting of the user's own wins.
        setenv("LESS", "FRX", 0)
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

    private static func start(_ command: String, readingFrom end: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, end, STDIN_FILENO)
        let words = (["sh", "-c", command] as [String]).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id: pid_t = 0
        return posix_spawn(&id, "/bin/sh", &actions, nil, words, environ) == 0 ? id : nil
    }

    private static func isThere(_ program: String, _ path: String) -> Bool {
        if program.contains("/") { return access(program, X_OK) == 0 }
        return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}
