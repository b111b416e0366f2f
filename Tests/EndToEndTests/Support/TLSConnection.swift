import Foundation

/// A TLS connection through `openssl s_client`, for bytes that no well-behaved client sends.
final class TLSConnection {
    private let process = Process()
    /// A socket and no pipe: writing into a pipe that has lost its reader would end the test's own process.
    private let input: Int32
    /// What the daemon said, decrypted.
    let output: Collector
    /// What openssl says of the connection.
    let talk: Collector

    /// - Parameter protocols: what is offered by ALPN; `nil` offers nothing.
    init(port: UInt16, protocols: String? = nil, _ arguments: String...) throws {
        let (stdout, stderr) = (Pipe(), Pipe())
        var ends: [Int32] = [-1, -1]
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
        input = ends[0]
        let theirs = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["openssl", "s_client", "-quiet", "-connect", "127.0.0.1:\(port)"]
            + (protocols.map { ["-alpn", $0] } ?? []) + arguments
        process.environment = Program.inherited
        (process.standardInput, process.standardOutput, process.standardError) = (theirs, stdout, stderr)
        try process.run()
        // Or the socket would never learn that openssl has ended.
        try theirs.close()
        Program.watch(process)
        output = Collector(stdout.fileHandleForReading)
        talk = Collector(stderr.fileHandleForReading)
    }

    deinit {
        close(input)
        if process.isRunning { process.terminate() }
    }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A daemon that has hung up is what some tests wait for.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Whether the daemon has not hung up. `openssl` ends when it does.
    var isOpen: Bool { !output.isAtEnd }

    /// All that came until the daemon hung up. It is waited for.
    func untilEnd() -> Data {
        _ = output.text()
        return output.soFar
    }
}
