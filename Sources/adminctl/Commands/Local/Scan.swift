import AdminClient
import ArgumentParser
import Foundation
import SecretScan

struct Scan: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find Keyhold secrets in files or in a git repository.",
        discussion: """
            Secrets are told by their form and checksum, without the server; of what is found only the ends are shown. \
            Files of any kind are read; links are not followed, and .git is left out. With --git every object of the \
            repository is read instead: all history, also what no branch leads to.

            Where there is a credential, the server is asked which of them are live. The exit code is 1 if any is, or if \
            that cannot be known: with --offline, without a credential, or where the server does not answer.
            """)

    @Argument(help: .init("Files and directories; with --git, repositories. (default: .)"), completion: .directory)
    var paths: [String] = []

    @Flag(help: "Look through the history of git repositories.")
    var git = false

    @Flag(help: "Do not ask the server.")
    var offline = false

    @Option(name: .shortAndLong, help: .init("How to print what is found.", valueName: "format"))
    var output: ScanFormat = .table

    @OptionGroup
    var connection: ConnectionOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let console = Console.standard(environment)
        let report = try look(console)
        let judge = try offline ? nil : SecretJudge(connection, environment)
        let found = ScanJudgement.all(report.findings, judge)
        try ScanPrinter(format: output, console: console).show(found)
        try conclude(report, found)
    }

    private func look(_ console: Console) throws -> ScanReport {
        let roots = paths.isEmpty ? ["."] : paths
        let bar = ProgressBar(isShown: console.isTalkTerminal, totalBytes: git ? nil : TreeSize.bytes(of: roots))
        defer { bar.clear() }
        guard git else { return FileScan(roots) { bar.show(bytes: $0, found: $1) }.run() }
        do {
            return try roots.reduce(into: ScanReport()) { all, root in
                all.add(try GitScan(root) { bar.show(bytes: $0, found: $1) }.run())
            }
        } catch let error as GitFailed {
            throw Failure(.failed, error.reason)
        }
    }

    private func conclude(_ report: ScanReport, _ found: [ScanJudgement]) throws {
        for line in report.unread { StandardError.say(SafeText.readable("adminctl: not read: " + line)) }
        let unit = git ? "objects" : "files"
        StandardError.say("\(found.count) found in \(report.count) \(unit), \(ByteCount.text(report.bytes)).")
        if report.isCut { StandardError.say("The scan ended early: there are more than are listed.") }
        let live = found.count { $0.state == .live }
        let unknown = found.count { $0.state == .unknown }
        guard live + unknown == 0 else {
            let hint = "`adminctl key revoke-leaked` ends one at once."
            throw Failure(.failed, "\(live) live, \(unknown) of unknown state. " + hint)
        }
        guard !report.isCut else { throw Failure(.failed, "the scan ended early.") }
        // A path that was asked for and not read may hold anything.
        guard report.unread.isEmpty else { throw Failure(.failed, "not everything could be read.") }
    }
}

enum ScanFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, yaml, sarif
}
