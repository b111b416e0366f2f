import AdminClient
import Foundation
import Testing
import Wire

/// A running `admind` on ports that the system chose.
final class Daemon {
    struct DidNotStart: Error {
        let talk: String
    }

    /// By listener, as the daemon says them.
    let urls: [String]
    let data: String
    let output: Collector
    let talk: Collector
    private let process = Process()

    var url: String { urls[0] }
    var port: UInt16 { port(0) }
    var id: Int32 { process.processIdentifier }

    /// - Parameter limits: what the shell is told before it becomes the daemon.
    init(
        data: String, _ settings: [String: String], umask: String, listen: [String] = ["127.0.0.1:0"],
        limits: String = ""
    ) throws {
        let (stdout, stderr) = (Pipe(), Pipe())
        // The shell becomes the daemon: its process id is the daemon's.
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            [
                "-c", "umask \(umask); \(limits) exec \"$0\" \"$@\"", Program.admind.executable.path, "serve",
                "--data-dir", data,
            ] + listen.flatMap { ["--listen", $0] }
        process.environment = Program.inherited.merging(settings) { $1 }
        (process.standardOutput, process.standardError) = (stdout, stderr)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        Program.watch(process, seconds: 300)
        self.data = data
        output = Collector(stdout.fileHandleForReading)
        talk = Collector(stderr.fileHandleForReading)
        let words = "admind listens on "
        guard let lines = output.lines(listen.count, where: { $0.hasPrefix(words) }) else {
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            throw DidNotStart(talk: talk.text())
        }
        urls = lines.map { String($0.dropFirst(words.count)) }
    }

    /// The port of a listener; 0 for one that has none.
    func port(_ index: Int) -> UInt16 {
        urls[index].split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    }

    /// SIGTERM, and the exit code.
    @discardableResult
    func stop() -> Int32 {
        terminate()
        return exitCode()
    }

    func terminate() {
        Foundation.kill(id, SIGTERM)
    }

    /// Waits for the end; negative where a signal was it.
    func exitCode() -> Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// SIGKILL, some yields after a request has begun, so that the end comes at any moment of one.
    func kill(after begun: Counter, _ random: inout SeededGenerator) {
        let (id, yields) = (id, Int.random(in: 0...400, using: &random))
        Thread {
            begun.wait()
            for _ in 0..<yields { sched_yield() }
            Foundation.kill(id, SIGKILL)
        }.start()
    }

    /// Has the daemon write nothing for some moments of a millisecond or two, as on a full disk, beside whatever goes on.
    func refuseWrites(forMoments count: Int) throws {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = [
            "-c",
            """
            for moment in $(seq "$2"); do
                prlimit --pid "$1" --fsize=1: && prlimit --pid "$1" --fsize=unlimited: || exit 0
            done
            """, "sh", "\(id)", "\(count)",
        ]
        shell.standardError = FileHandle.nullDevice
        try shell.run()
    }

    /// SIGKILL; nothing where it has ended.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(id, SIGKILL)
        process.waitUntilExit()
    }
}

extension Daemon {
    func root() throws -> RootCredentialBody {
        try Folder(path: URL(fileURLWithPath: data).deletingLastPathComponent().path).root()
    }

    func client(
        _ credential: Credential, organization: String? = nil, apiKey: String? = nil
    ) -> KeyholdClient {
        var configuration = ClientConfiguration(url: url, credential: credential, userAgent: "end-to-end/1")
        configuration.organization = organization
        configuration.apiKey = apiKey.map(SecretText.init)
        configuration.transport.retry.attempts = 1
        return KeyholdClient(configuration)
    }

    /// As the root client.
    func client(organization: String? = nil) throws -> KeyholdClient {
        let root = try root()
        return client(.client(id: root.clientID, secret: SecretText(root.clientSecret)), organization: organization)
    }

    /// An organization with a client that acts in it, and a team.
    func tenant(_ name: String = "Acme") throws -> (client: KeyholdClient, team: TeamBody) {
        let organization = try client().createOrganization(CreateOrganizationBody(name: name))
        let client = try client(organization: organization.id)
        return (client, try client.createTeam(CreateTeamBody(name: "Research")))
    }

    /// `adminctl` against this daemon, as the root client, with no cache of tokens but its folder's.
    @discardableResult
    func adminctl(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) throws -> Program.Outcome {
        try Program.adminctl.run(arguments, adminctlEnvironment.merging(environment) { $1 }, input: input)
    }

    var adminctlEnvironment: [String: String] {
        [
            "KEYHOLD_URL": url, "KEYHOLD_CLIENT_SECRET_FILE": data + "/root-credential.json",
            "XDG_CACHE_HOME": data + "/../cache", "HOME": data + "/..",
        ]
    }
}

extension KeyholdClient {
    func isGood(_ key: String) throws -> Bool {
        try verifyKey(VerifyRequestBody(key: key)).valid
    }
}
