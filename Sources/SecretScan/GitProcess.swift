import Foundation

/// Git could not do what it was asked.
public struct GitFailed: Error {
    /// For a person.
    public let reason: String
}

/// A running git whose standard output is read as it comes. Its own complaints go to standard error.
final class GitProcess {
    let output: Int32
    private let id: pid_t
    private var isReaped = false

    init(_ repository: String, _ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw GitFailed(reason: "no pipe to git: \(String(cString: strerror(errno)))") }
        defer { close(ends[1]) }
        output = ends[0]
        _ = fcntl(output, F_SETFD, FD_CLOEXEC)
        // No pager, no hook of the repository's choosing, and nothing fetched from elsewhere: this is offline.
        let all =
            ["git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", repository] + arguments
        do { id = try Self.start(all, writingTo: ends[1], closing: ends[0]) } catch {
            close(ends[0])
            throw error
        }
    }

    deinit {
        close(output)
    }

    /// - Throws: `GitFailed` where it ended with anything but success.
    func finish() throws {
        let status = reap()
        guard status == 0 else { throw GitFailed(reason: "git failed (status \(status >> 8 & 0xFF)).") }
    }

    /// Ends it where it still runs.
    func stop() {
        guard !isReaped else { return }
        kill(id, SIGTERM)
        _ = reap()
    }

    private func reap() -> Int32 {
        guard !isReaped else { return 0 }
        isReaped = true
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1, errno == EINTR {}
        return status
    }

    private static func start(_ arguments: [String], writingTo end: Int32, closing other: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, end, STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, other)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        let words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id: pid_t = 0
        let code = posix_spawnp(&id, "git", &actions, nil, words, environ)
        guard code == 0 else { throw GitFailed(reason: "cannot run git: \(String(cString: strerror(code))).") }
        return id
    }
}
