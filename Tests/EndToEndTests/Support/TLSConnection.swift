import Foundation

/// A TLS connection through `openssl s_client`, for bytes that no well-behaved client sends.
final class TLSConnection {
    private let process = Process()
    private let input = Pipe()
    /// What the daemon said, decrypted.
    let output: Collector
    /// What openssl says of the connection.
    let talk: Collector

    /// - Parameter protocols: what is offered by ALPN; `nil` offers nothing.
    init(port: UInt16, protocols: String? = nil, _ arguments: String...) throws {
        let (stdout, stderr) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["openssl", "s_client", "-quiet", "-connect", "127.0.0.1:\(port)"]
            + (protocols.map { ["-alpn", $0] } ?? []) + arguments
        process.environment = Program.inherited
        (process.standardInput, process.standardOutput, process.standardError) = (input, stdout, stderr)
        try process.run()
        Program.watch(process)
        output = Collector(stdout.fileHandleForReading)
        talk = Collector(stderr.fileHandleForReading)
    }

    deinit { if process.isRunning { process.terminate() } }

    func send(_ bytes: [UInt8]) {
        // A daemon that has hung up is what some tests wait for.
        try? input.fileHandleForWriting.write(contentsOf: Data(bytes))
    }

    /// All that came until the daemon hung up. It is waited for.
    func untilEnd() -> Data {
        _ = output.text()
        return output.soFar
    }
}
