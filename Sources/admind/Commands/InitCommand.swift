import AdminAPI
import ArgumentParser
import Domain
import Foundation
import Storage
import Wire

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Create the vault key, the database and the root client in a data directory.",
        discussion: "Prints the root client's credential, this once. Keep it: nothing can show it again.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "How to print the credential.")
    var format = Format.text

    func run() async throws {
        try await Failure.reporting {
            try StandardStreams.requireOpen()
            umask(0o077)
            let settings = try options.load()
            let directory = DataDirectory(settings.dataDirectory)
            try directory.requireClosedToEverybody()
            let installation = try await Installation.open(
                settings, observer: NoCommitObserver(), takesRemains: true)
            let file = RootCredentialFile(directory: directory)
            let isNew = try await file.create(installation.service)
            try await installation.close()
            guard isNew else {
                throw AdminError(
                    .conflict,
                    "This data directory has been initialised before. admind recover-root makes a new root client.")
            }
            try file.handOver { try Self.show($0, format) }
        }
    }

    static func show(_ credential: RootCredentialBody, _ format: Format) throws {
        switch format {
        case .json: try StandardStreams.write(String(decoding: try RootCredential.json(credential), as: UTF8.self))
        case .text:
            try StandardStreams.print("client_id:      \(credential.clientID)")
            try StandardStreams.print("client_secret:  \(credential.clientSecret)")
            try StandardStreams.print("scopes:         \(credential.scopes.joined(separator: " "))")
        }
    }
}
