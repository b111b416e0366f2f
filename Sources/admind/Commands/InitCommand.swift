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
            let installation = try await Installation.open(try options.load(), observer: NoCommitObserver())
            let root = try await installation.service.createRootIfEmpty()
            try await installation.close()
            guard let root else {
                throw AdminError(
                    .conflict,
                    "This data directory has been initialised before. admind recover-root makes a new root client.")
            }
            try Self.show(root, format)
        }
    }

    static func show(_ root: ClientWithSecret, _ format: Format) throws {
        switch format {
        case .json: try StandardStreams.write(String(decoding: try RootCredential.json(root), as: UTF8.self))
        case .text:
            let credential = root.credential
            try StandardStreams.print("client_id:      \(credential.clientID)")
            try StandardStreams.print("client_secret:  \(credential.clientSecret)")
            try StandardStreams.print("scopes:         \(credential.scopes.joined(separator: " "))")
        }
    }
}
