import ArgumentParser
import Domain
import Foundation
import Storage

struct AcceptAuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-audit",
        abstract: "Anchor the audit trail as it is, where doctor finds that events are gone from it.",
        discussion: """
            Brings nothing back: look for a backup that has the events first. The daemon must be stopped. The trail tells of \
            it as the operator's act, with how far each chain had got.
            """)

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        try await Failure.reporting {
            let settings = try options.load()
            try DataDirectory(settings.dataDirectory).requireDatabase()
            umask(0o077)
            let installation = try await Installation.open(settings, observer: NoCommitObserver())
            for line in installation.migration.lines { StandardStreams.say("admind: \(line)\n") }
            let accepted = try await installation.service.acceptAudit()
            try await installation.close()
            for line in accepted { try StandardStreams.print("accepted: \(line)") }
            if accepted.isEmpty { try StandardStreams.print("The audit trail is what was anchored: nothing was done.") }
        }
    }
}
