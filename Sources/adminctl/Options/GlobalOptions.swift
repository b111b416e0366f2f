import ArgumentParser
import Foundation

/// What every command that talks to the server takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: .init("The server. (environment: KEYHOLD_URL; default: \(ServerURL.standard))", valueName: "url"))
    var url: String?

    @Option(
        help: .init(
            "The organization to act in, for a client of the platform. (environment: KEYHOLD_ORGANIZATION)",
            valueName: "id or slug"))
    var organization: String?

    @Option(name: .shortAndLong, help: "How to print: a table, JSON, YAML, or ids only.")
    var output: OutputFormat = .table

    @Option(help: .init("Certificate authorities to trust, as a PEM file.", valueName: "file"))
    var caFile: String?

    @Option(help: .init("How long to wait for an answer.", valueName: "seconds"))
    var timeout = 30

    @Flag(name: .shortAndLong, help: "Say on standard error what is asked of the server, and what it answers.")
    var verbose = false

    mutating func validate() throws {
        guard (1...3_600).contains(timeout) else { throw ValidationError("--timeout is 1 to 3600 seconds.") }
    }

    /// - Throws: `Failure` where the file cannot be read: better said before a handshake fails for it.
    func readableCAFile() throws -> String? {
        guard let caFile else { return nil }
        guard FileManager.default.isReadableFile(atPath: caFile) else {
            throw Failure(.usage, "cannot read the CA file \(caFile).")
        }
        return caFile
    }
}
