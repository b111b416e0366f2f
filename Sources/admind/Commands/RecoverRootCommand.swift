import ArgumentParser
import Domain
import Foundation
import Storage

struct RecoverRootCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover-root", abstract: "Make a new root client, where the old one's secret is lost.",
        discussion: "The daemon must be stopped. Prints the credential, this once; audited as the operator's act.")

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "How to print the credential.")
    var format = InitCommand.Format.text

    func run() async throws {
        try await Failure.reporting {
            try StandardStreams.requireOpen()
            let settings = try options.load()
            try DataDirectory(settings.dataDirectory).requireDatabase()
            umask(0o077)
            let installation = try await Installation.open(settings, observer: NoCommitObserver())
            for line in installation.migration.lines { StandardStreams.say("admind: \(line)\n") }
            let root = try await installation.service.recoverRoot()
            try await installation.close()
            try InitCommand.show(root.credential, format)
        }
    }
}

extension DataDirectory {
    /// For the commands that look after what is there and must not make something new by a mistyped path.
    func requireDatabase() throws(AdminError) {
        guard hasDatabase else {
            throw AdminError(.notFound, "There is no database in \(path). Name the data directory with --data-dir.")
        }
    }
}
