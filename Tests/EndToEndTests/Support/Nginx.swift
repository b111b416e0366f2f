import Foundation
import LoopbackSupport
import Testing

/// A real nginx with the configuration that the repository ships, its addresses set as its first lines tell an operator
/// to: Keyhold, the service, and where it listens.
final class Nginx {
    struct DidNotStart: Error {
        let talk: String
    }

    let port: UInt16
    private let process = Process()

    /// Runs one in front of `service` for as long as `body` does.
    static func run<Result>(
        keyhold: UInt16, service: UInt16, _ body: (Nginx) throws -> Result
    ) throws -> Result {
        try TemporaryDirectory.run { folder in
            let nginx = try Nginx(folder, keyhold: keyhold, service: service)
            defer { nginx.stop() }
            return try body(nginx)
        }
    }

    private init(_ folder: String, keyhold: UInt16, service: UInt16) throws {
        port = try Self.freePort()
        let site = try Self.shipped()
            .replacing("127.0.0.1:8700", with: "127.0.0.1:\(keyhold)")
            .replacing("127.0.0.1:9000", with: "127.0.0.1:\(service)")
            .replacing("127.0.0.1:8080", with: "127.0.0.1:\(port)")
        try Data((Self.main(folder) + site + "}\n").utf8).write(to: URL(fileURLWithPath: folder + "/nginx.conf"))
        let talk = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["nginx", "-p", folder, "-c", folder + "/nginx.conf", "-e", "stderr"]
        process.environment = Program.inherited.merging(["PATH": Self.path]) { $1 }
        (process.standardError, process.standardInput) = (talk, FileHandle.nullDevice)
        try process.run()
        Program.watch(process)
        let said = Collector(talk.fileHandleForReading)
        // Its sockets are open before it says so.
        guard said.line(where: { $0.contains("start worker process") }) != nil else {
            process.waitUntilExit()
            throw DidNotStart(talk: said.text() + " Is nginx installed? Run scripts/setup --test.")
        }
    }

    /// A request, and its reply.
    func send(
        _ method: String = "GET", _ path: String = "/chat", headers: [String] = [], body: String = ""
    ) throws -> RawConnection.Reply {
        let connection = try RawConnection(port: port)
        let fields = headers + ["Host: service", "Content-Length: \(body.utf8.count)", "Connection: close"]
        connection.send("\(method) \(path) HTTP/1.1\r\n\(fields.joined(separator: "\r\n"))\r\n\r\n\(body)")
        return try #require(connection.reply())
    }

    private func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Debian keeps it where only root's PATH looks.
    private static var path: String { (Program.inherited["PATH"] ?? "/usr/bin:/bin") + ":/usr/sbin:/usr/local/sbin" }

    private static func shipped() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "config/nginx-auth-request.conf"), encoding: .utf8)
    }

    /// What surrounds the shipped file in an nginx of anybody's, and keeps this one inside its folder.
    private static func main(_ folder: String) -> String {
        let user = getuid() == 0 ? "user root;\n" : ""
        let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        let folders = kinds.map { "\($0)_temp_path \(folder)/\($0);\n" }.joined()
        return """
            \(user)daemon off;
            worker_processes 1;
            pid \(folder)/nginx.pid;
            error_log stderr notice;
            events {}
            http {
            access_log off;
            \(folders)
            """ + "\n"
    }

    /// One that was free a moment ago.
    private static func freePort() throws -> UInt16 {
        let socket = try LoopbackSocket.bound()
        close(socket.descriptor)
        return socket.port
    }
}
