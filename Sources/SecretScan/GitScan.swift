import Foundation

/// Looks through every object of a git repository: all that was ever committed and is still there, what no branch leads
/// to included, and commit messages, too.
public struct GitScan {
    private let repository: String
    private let progress: (_ bytes: Int, _ found: Int) -> Void

    public init(_ repository: String, progress: @escaping (_ bytes: Int, _ found: Int) -> Void = { _, _ in }) {
        self.repository = repository
        self.progress = progress
    }

    /// - Throws: `GitFailed` where git does not start, or does not like the repository.
    public func run() throws -> ScanReport {
        var report = ScanReport()
        let git = try GitProcess(
            repository, ["cat-file", "--batch", "--batch-all-objects", "--unordered", "--buffer"])
        defer { git.stop() }
        var stream = ObjectStream(git.output)
        while let object = try stream.next() {
            report.count += 1
            try stream.contents(of: object) { secret in
                guard report.findings.count < ScanReport.mostFindings else {
                    report.isCut = true
                    return
                }
                let place = GitPlace(repository: repository, object: object.name, type: object.type)
                report.findings.append(Finding(secret: secret, place: .object(place)))
            }
            report.bytes += object.size
            progress(report.bytes, report.findings.count)
        }
        try git.finish()
        return located(report)
    }

    /// Finds, for each object with a secret in it, a commit that leads there.
    private func located(_ report: ScanReport) -> ScanReport {
        var report = report
        var known: [String: GitPlace] = [:]
        report.findings = report.findings.map { finding in
            guard case .object(let place) = finding.place else { return finding }
            if known[place.object] == nil {
                // A repository full of secrets is not searched commit by commit for each of them.
                known[place.object] = known.count < Self.mostLocated ? GitHistory.located(place) : place
            }
            return Finding(secret: finding.secret, place: .object(known[place.object] ?? place))
        }
        return report
    }

    private static let mostLocated = 200
}
