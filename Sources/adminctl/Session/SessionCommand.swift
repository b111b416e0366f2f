import AdminClient
import ArgumentParser
import Foundation

/// A command that talks to the server.
protocol SessionCommand: ParsableCommand {
    var global: GlobalOptions { get }
    /// The environment variables to check where the server refuses who asks.
    var credentialNames: String { get }
    func run(in session: Session) throws
}

extension SessionCommand {
    var credentialNames: String { "KEYHOLD_CLIENT_ID and KEYHOLD_CLIENT_SECRET (or KEYHOLD_CLIENT_SECRET_FILE)" }

    func run() throws {
        let session = try Session(global, environment: ProcessInfo.processInfo.environment)
        do {
            try run(in: session)
        } catch let error as AdminClientError {
            throw Failure(error, url: session.url, credential: credentialNames)
        }
    }
}
