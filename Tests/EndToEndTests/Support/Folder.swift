import AdminClient
import Foundation
import Wire

/// A folder for the time of a closure, with a data directory in it for daemons, one after another.
struct Folder {
    let path: String

    var data: String { path + "/data" }
    var vaultKey: String { data + "/vault.key" }
    var rootCredential: String { data + "/root-credential.json" }

    @discardableResult
    static func run<Result>(_ body: (Folder) throws -> Result) throws -> Result {
        let path = FileManager.default.temporaryDirectory.appending(path: "keyhold-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(Folder(path: path))
    }

    /// Runs `admind` with this folder's data directory.
    func admind(
        _ arguments: String..., data: String? = nil, settings: [String: String] = [:]
    ) throws -> Program.Outcome {
        try Program.admind.run(arguments + ["--data-dir", data ?? self.data], settings)
    }

    /// Runs a daemon for as long as `body` does.
    @discardableResult
    func serve<Result>(
        data: String? = nil, _ settings: [String: String] = [:], umask: String = "022",
        listen: [String] = ["127.0.0.1:0"], limits: String = "", _ body: (Daemon) throws -> Result
    ) throws -> Result {
        let daemon = try Daemon(data: data ?? self.data, settings, umask: umask, listen: listen, limits: limits)
        defer { daemon.kill() }
        return try body(daemon)
    }

    func root() throws -> RootCredentialBody {
        let data = try Data(contentsOf: URL(fileURLWithPath: rootCredential))
        return try JSONDecoder().decode(RootCredentialBody.self, from: data)
    }
}
