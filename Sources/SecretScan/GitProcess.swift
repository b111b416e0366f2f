import Foundation
import Spawn

/// Git could not do what it was asked.
public struct GitFailed: Error {
    /// For a person; may quote what git said.
    public let reason: String
}

/// A running git whose standard output is read as it comes.
final class GitProcess {
    let output: Int32
    private let id: pid_t
    private let complaints: GitComplaints
    private var isReaped = false

    /// - Parameter input: a file to read from; nil for nothing.
    init(_ repository: ShadowRepository, _ arguments: [String], input: String? = nil) throws {
        guard let git = ProgramPath.find("git", path: repository.environment["PATH"]) else {
            throw GitFailed(reason: "there is no git in PATH.")
        }
        let pipe = try PipeEnds()
        complaints = try GitComplaints()
        var launch = ProcessLaunch(git, arguments, environment: repository.environment)
        launch.output = pipe.input
        launch.errors = complaints.input
        let file = input.map { open($0, O_RDONLY | O_CLOEXEC) }
        defer { if let file, file >= 0 { close(file) } }
        launch.input = file
        output = pipe.output
        do { id = try launch.start() } catch {
            close(pipe.input)
            close(pipe.output)
            complaints.begin()
            throw GitFailed(reason: "cannot run \(git): \(String(cString: strerror(error.code))).")
        }
        close(pipe.input)
        complaints.begin()
    }

    deinit {
        close(output)
    }

    /// - Throws: `GitFailed` where it ended with anything but success.
    func finish() throws {
        let status = reap()
        guard status == 0 else {
            throw GitFailed(reason: "git failed (status \(status >> 8 & 0xFF)). \(complaints.text())")
        }
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
}

/// Both ends of a pipe, which no child inherits.
struct PipeEnds {
    let output: Int32
    let input: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw GitFailed(reason: "no pipe to git: \(String(cString: strerror(errno)))") }
        (output, input) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
}
