import AdminAPI
import ArgumentParser
import Domain
import Foundation
import Storage

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look for damage: the files, the audit chains, the ledger, secrets that the vault key has lost.",
        discussion: """
            Changes nothing. The daemon must be stopped, unless a backup is looked at. Exits 1 where something is wrong, and \
            names it.
            """)

    struct Finding: Encodable {
        let check: String
        let problems: [String]
        /// What to do about them, where each does not say so itself.
        var next: String?
        /// What is no damage, and good to know.
        var notes: [String] = []
    }

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "A backup to look at in place of the data directory's database.")
    var file: String?

    @Option(help: "How to print the findings.")
    var format = InitCommand.Format.text

    func run() async throws {
        try await Failure.reporting {
            let settings = try options.load()
            let directory = DataDirectory(settings.dataDirectory)
            if file == nil { try directory.requireDatabase() }
            let inspection = try await Inspection.open(settings, backup: file)
            let service = inspection.service
            let findings = try await (file == nil ? [files(directory, service)] : []) + Self.findings(inspection)
            try await inspection.close()
            try Self.show(findings, format)
            if findings.contains(where: { !$0.problems.isEmpty }) { throw ExitCode(1) }
        }
    }

    private func files(_ directory: DataDirectory, _ service: AdminService) async -> Finding {
        Finding(
            check: "files", problems: directory.openFiles(),
            notes: await RootCredentialFile(directory: directory).notes(service))
    }

    /// Of the database alone.
    static func findings(_ inspection: Inspection) async throws -> [Finding] {
        let service = inspection.service
        let peppers = try await service.pepperReport()
        return [
            inspection.database,
            await Finding(check: "audit", next: AdminService.auditAdvice) { () throws(AdminError) in
                try await service.auditProblems()
            },
            await Finding(
                check: "rows",
                next: """
                    A key whose row cannot be read is refused; any other keeps serve from starting. Restore a backup in \
                    which admind doctor FILE reads them all.
                    """
            ) { () throws(AdminError) in try await service.rowProblems() },
            Finding(check: "peppers", problems: peppers.problems, notes: peppers.notes),
            await Finding(
                check: "ledger",
                next: """
                    serve puts counters right by the ledger at its start and once an hour. What doctor still finds after \
                    that is a defect of the program, or of the file: restore a backup, and report these lines.
                    """,
                notes: (try? await service.unpricedNotes()) ?? []
            ) { () throws(AdminError) in try await service.ledgerProblems() },
        ]
    }

    static func show(_ findings: [Finding], _ format: InitCommand.Format) throws {
        if format == .json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try StandardStreams.print(String(decoding: try encoder.encode(findings), as: UTF8.self))
            return
        }
        for finding in findings {
            try StandardStreams.print("\(finding.check): \(finding.problems.isEmpty ? "ok" : "")")
            let next = finding.next.map { ["next: \($0)"] } ?? []
            for line in finding.problems + next + finding.notes { try StandardStreams.print("  - \(line)") }
        }
    }
}

extension DoctorCommand.Finding {
    /// What cannot even be read is damage too, and hides nothing of the other checks.
    fileprivate init(
        check: String, next: String, notes: [String] = [], _ find: () async throws(AdminError) -> [String]
    ) async {
        var problems: [String]
        do { problems = try await find() } catch { problems = [error.detail ?? error.message] }
        self.init(check: check, problems: problems, next: problems.isEmpty ? nil : next, notes: notes)
    }
}

extension DataDirectory {
    /// The directory itself, and files in it, that somebody else could look into.
    func openFiles() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let open = names.sorted().map { path + "/" + $0 }.filter { mode(of: $0) & 0o077 != 0 }.map { file in
            "\(file) can be read or written by others. chmod 600 \(file)"
        }
        // A group is an orchestrator's choice (fsGroup); the files are closed to it all the same.
        return (mode(of: path) & 0o007 != 0 ? ["\(path) is open to others. chmod 700 \(path)"] : []) + open
    }

    private func mode(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.posixPermissions] as? Int ?? 0
    }
}
