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
            let peppers = try await service.pepperReport()
            let files = Finding(
                check: "files", problems: directory.openFiles(),
                notes: await RootCredentialFile(directory: directory).notes(service))
            let findings =
                (file == nil ? [files] : []) + [
                    inspection.database,
                    await Finding(check: "audit") { () throws(AdminError) in try await service.auditProblems() },
                    await Finding(check: "rows") { () throws(AdminError) in try await service.rowProblems() },
                    Finding(check: "peppers", problems: peppers.problems, notes: peppers.notes),
                    await Finding(check: "ledger", notes: (try? await service.unpricedNotes()) ?? []) {
                        () throws(AdminError) in try await service.ledgerProblems()
                    },
                ]
            try await inspection.close()
            try show(findings)
            if findings.contains(where: { !$0.problems.isEmpty }) { throw ExitCode(1) }
        }
    }

    private func show(_ findings: [Finding]) throws {
        if format == .json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try StandardStreams.print(String(decoding: try encoder.encode(findings), as: UTF8.self))
            return
        }
        for finding in findings {
            try StandardStreams.print("\(finding.check): \(finding.problems.isEmpty ? "ok" : "")")
            for line in finding.problems + finding.notes { try StandardStreams.print("  - \(line)") }
        }
    }
}

extension DoctorCommand.Finding {
    /// What cannot even be read is damage too, and hides nothing of the other checks.
    fileprivate init(
        check: String, notes: [String] = [], _ problems: () async throws(AdminError) -> [String]
    ) async {
        do {
            self.init(check: check, problems: try await problems(), notes: notes)
        } catch {
            self.init(check: check, problems: [error.detail ?? error.message], notes: notes)
        }
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
