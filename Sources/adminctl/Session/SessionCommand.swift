import AdminClient
import ArgumentParser
import Foundation

/// A command that talks to the server.
protocol SessionCommand: ParsableCommand {
    var global: GlobalOptions { get }
    /// What to check where the server refuses who asks; nil for what the session was opened with.
    var credentialNames: String? { get }
    /// Show the first change in place of making it.
    var isRehearsal: Bool { get }
    func run(in session: Session) throws
}

extension SessionCommand {
    var credentialNames: String? { nil }
    var isRehearsal: Bool { false }

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let session = try Session(global, environment: environment, isRehearsal: isRehearsal)
        do {
            try run(in: session)
        } catch AdminClientError.rehearsed(let plan) {
            try session.printer.show(RehearsalText(plan))
        } catch let error as AdminClientError {
            throw Failure(
                error, url: session.url, credential: credentialNames ?? session.credentialNames,
                words: FieldWords(help: AdminCtl.helpMessage(for: Self.self, columns: 200)))
        }
    }
}
