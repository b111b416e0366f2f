import Foundation
import Spawn

/// Looks through every object of a git repository: all that was ever committed and is still there, what no branch leads
/// to included, and commit messages, too. The repository's own configuration is not read: whoever made it may want
/// programs to run.
public struct GitScan {
    private let path: String
    private let progress: (_ bytes: Int, _ found: Int) -> Void

    public init(_ path: String, progress: @escaping (_ bytes: Int, _ found: Int) -> Void = { _, _ in }) {
        self.path = path
        self.progress = progress
    }

    /// - Throws: `GitFailed` where there is no repository, git does not start, or it does not like what is there.
    public func run() throws -> ScanReport {
        try run(ChildEnvironment.own)
    }

    func run(_ environment: [String: String]) throws -> ScanReport {
        let shadow = try ShadowRepository(of: GitRepository(at: path), environment: environment)
        var report = ScanReport()
        var commits = try CommitList(shadow.path("commits"))
        let git = try GitProcess(
            shadow, ["cat-file", "--batch", "--batch-all-objects", "--unordered", "--buffer"])
        defer { git.stop() }
        var stream = ObjectStream(git.output)
        while let object = try stream.next() {
            if object.type == "commit" { try commits.add(object.name) }
            try look(at: object, &stream, &report)
        }
        try git.finish()
        try commits.finish()
        return located(report, GitHistory(shadow, commits: shadow.path("commits")))
    }

    private func look(at object: ObjectStream.Object, _ stream: inout ObjectStream, _ report: inout ScanReport) throws {
        report.count += 1
        try stream.contents(of: object) { secret in
            guard report.findings.count < ScanReport.mostFindings else {
                report.isCut = true
                return
            }
            var place = GitPlace(repository: path, object: object.name, type: object.type)
            if object.type == "commit" { place.commit = object.name }
            report.findings.append(Finding(secret: secret, place: .object(place)))
        }
        report.bytes += object.size
        progress(report.bytes, report.findings.count)
    }

    /// Finds, for each object with a secret in it, a commit that leads there.
    private func located(_ report: ScanReport, _ history: GitHistory) -> ScanReport {
        var objects: Set<String> = []
        for case .object(let place) in report.findings.map(\.place) where place.type == "blob" {
            // A command line has its limits.
            if objects.count < Self.mostLocated { objects.insert(place.object) }
        }
        guard !objects.isEmpty else { return report }
        var report = report
        var history = history
        let origins = history.origins(of: objects)
        report.findings = report.findings.map { finding in
            guard case .object(var place) = finding.place, let origin = origins[place.object] else { return finding }
            (place.commit, place.path) = (origin.commit, origin.path)
            return Finding(secret: finding.secret, place: .object(place))
        }
        return report
    }

    private static let mostLocated = 200
}

/// The names of all commits, a line each, for git to read: a long history has too many to hold.
private struct CommitList {
    private let file: FileHandle
    private var waiting: [UInt8] = []

    init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw GitFailed(reason: "cannot write \(path).") }
        self.file = file
    }

    mutating func add(_ name: String) throws {
        waiting += name.utf8
        waiting.append(UInt8(ascii: "\n"))
        if waiting.count > 64 * 1_024 { try flush() }
    }

    mutating func finish() throws {
        try flush()
        try file.close()
    }

    private mutating func flush() throws {
        do { try file.write(contentsOf: waiting) } catch {
            throw GitFailed(reason: "cannot write the list of commits: \(error.localizedDescription)")
        }
        waiting = []
    }
}
