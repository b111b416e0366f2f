import Domain
import Logging
import Policy

/// Everything that can be set, with its default. `config/admind.example.yaml` says the same, and a test compares them.
struct Settings: Equatable {
    var listen = ListenAddress(host: "127.0.0.1", port: 8700)
    var publicURL = ""
    var idleTimeoutSeconds: Int64 = 60
    var drainSeconds: Int64 = 15
    var maximumBodyBytes: Int64 = 1_048_576
    var logsRequests = true
    var logLevel = Logger.Level.info
    var dataDirectory = "var"
    var vaultKeyFile = ""
    var vaultKeyVariable = ""
    var vaultKeyCommand: [String] = []
    var databaseReaders: Int64 = 4
    var transitionSeconds: Int64 = 3600
    var tokenLifetimeSeconds: Int64 = 3600
    var maximumTokensPerClient: Int64 = 10_000
    var housekeepingSeconds: Int64 = 20
    var trustedProxies: [String] = []
    var proxyKeyHeader = "Authorization"
    var proxyModelHeader = ""
}

/// `HOST:PORT`, with an IPv6 host in brackets. Port 0 lets the system choose.
struct ListenAddress: Equatable, CustomStringConvertible {
    let host: String
    let port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
