import Foundation
import LoopbackSupport
import Testing

/// A real proxy in front of a service, which asks Keyhold about every request.
final class FrontProxy {
    struct DidNotStart: Error {
        let talk: String
    }

    let port: UInt16
    private let process = Process()
    private let stopSignal: Int32

    /// Runs one for as long as `body` does.
    static func run<Result>(
        _ kind: Kind, keyhold: UInt16, service: UInt16, _ body: (FrontProxy) throws -> Result
    ) throws -> Result {
        try TemporaryDirectory.run { folder in
            let proxy = try FrontProxy(kind, folder, keyhold: keyhold, service: service)
            defer { proxy.stop() }
            return try body(proxy)
        }
    }

    private init(_ kind: Kind, _ folder: String, keyhold: UInt16, service: UInt16) throws {
        port = try Self.freePort()
        stopSignal = kind.stopSignal
        let file = folder + "/" + kind.file
        let text = try kind.configuration(folder, ports: ["8080": port, "8700": keyhold, "9000": service])
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let talk = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = kind.command(file, folder)
        process.environment = Program.inherited.merging(kind.environment(folder)) { $1 }
        (process.standardError, process.standardOutput) = (talk, FileHandle.nullDevice)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        Program.watch(process)
        let said = Collector(talk.fileHandleForReading)
        guard said.line(where: { $0.contains(kind.openWords) }) != nil else {
            stop()
            throw DidNotStart(talk: said.text() + " Is \(kind) installed? Run scripts/setup --test.")
        }
    }

    /// A request, and its reply.
    ///
    /// - Parameter source: which of the loopback addresses it comes from.
    func send(
        _ method: String = "GET", _ path: String = "/chat", headers: [String] = [], body: String = "",
        from source: String = "127.0.0.1"
    ) throws -> RawConnection.Reply {
        let connection = try RawConnection(port: port, from: source)
        var fields = headers + ["Host: service", "Content-Length: \(body.utf8.count)"]
        if !headers.contains(where: { $0.hasPrefix("Connection:") }) { fields.append("Connection: close") }
        connection.send("\(method) \(path) HTTP/1.1\r\n\(fields.joined(separator: "\r\n"))\r\n\r\n\(body)")
        return try #require(connection.reply())
    }

    private func stop() {
        kill(process.processIdentifier, stopSignal)
        process.waitUntilExit()
    }

    /// Not one of those that the system hands out: a connection of somebody's could have it before the proxy does.
    private static func freePort() throws -> UInt16 {
        for _ in 0..<100 {
            guard let socket = try? LoopbackSocket.bound(port: .random(in: 10_000..<30_000)) else { continue }
            close(socket.descriptor)
            return socket.port
        }
        throw LoopbackSocket.Failed()
    }
}

extension RawConnection.Reply {
    /// The value of a header, in whatever case its name came.
    func header(_ name: String) -> String? {
        let head = text.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n")
        return head.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }.map {
            $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
        }
    }
}
