import Domain
import Edge
import Logging
import Policy

/// Everything that can be set, with its default. `config/admind.example.yaml` says the same, and a test compares them.
struct Settings: Equatable {
    var listeners = [Listener(.tcp(ListenAddress(host: "127.0.0.1", port: 8700)))]
    var socketMode = 0o600
    var socketOwner = ""
    var publicURL = ""
    var handshakeTimeoutSeconds: Int64 = 10
    var headTimeoutSeconds: Int64 = 10
    var bodyTimeoutSeconds: Int64 = 30
    var replyTimeoutSeconds: Int64 = 30
    var idleTimeoutSeconds: Int64 = 60
    var drainSeconds: Int64 = 15
    var maximumHeadBytes: Int64 = 16_384
    var maximumBodyBytes: Int64 = 1_048_576
    var maximumConnections: Int64 = 4096
    /// `nil`: a quarter of those that a listener may have.
    var maximumConnectionsPerAddress: Int64?
    var maximumStreams: Int64 = 100
    var certificateFile = ""
    var certificateKeyFile = ""
    var minimumTLSVersion = CertificateFiles.MinimumVersion.tls12
    var clientAuthorityFile = ""
    var clientCertificates = CertificateFiles.ClientCertificates.require
    var logsRequests = true
    var logLevel = Logger.Level.info
    var dataDirectory = "var"
    var vaultKeyFile = ""
    var vaultKeyVariable = ""
    var vaultKeyCommand: [String] = []
    var databaseReaders: Int64 = 4
    var defaultOutputTokens: Int64 = 4096
    var maximumCounters = Int64(LimitRules.maximumCounters)
    var maximumUsageAgeDays: Int64 = 31
    var transitionSeconds: Int64 = 3600
    var tokenLifetimeSeconds: Int64 = 3600
    var maximumTokensPerClient: Int64 = 10_000
    var housekeepingSeconds: Int64 = 20
    var trustedProxies: [String] = []
    var proxyKeyHeaders = ["Authorization", "x-api-key", "x-goog-api-key", "api-key"]
    var proxyModelHeader = ""
}

extension Settings {
    /// What each setting by itself would allow, and all of them together do not.
    var contradictions: [String] {
        var problems: [String] = []
        if !vaultKeyVariable.isEmpty, !vaultKeyCommand.isEmpty {
            problems.append("vault.key_variable and vault.key_command are both set; the vault key has one source.")
        }
        let fixed = listeners.map(\.address).filter { !$0.isChosenBySystem }.map(\.description)
        if Set(fixed).count < fixed.count { problems.append("server.listen names an address twice.") }
        return problems + contradictionsOfTLS
    }

    private var contradictionsOfTLS: [String] {
        let isWanted = listeners.contains(where: \.usesTLS)
        let isGiven = !certificateFile.isEmpty && !certificateKeyFile.isEmpty
        if isWanted, !isGiven {
            return ["server.listen asks for tls; tls.certificate_file and tls.key_file must both be set."]
        }
        let isMeant = ![certificateFile, certificateKeyFile, clientAuthorityFile].allSatisfy(\.isEmpty)
        return isMeant && !isWanted
            ? ["tls.certificate_file, tls.key_file or tls.client_ca_file is set, and no listener has the word tls."]
            : []
    }

    /// `nil` where no listener uses TLS.
    var certificates: CertificateFiles? {
        guard listeners.contains(where: \.usesTLS) else { return nil }
        return CertificateFiles(
            certificatePath: certificateFile, keyPath: certificateKeyFile, minimumVersion: minimumTLSVersion,
            clientAuthorityPath: clientAuthorityFile.isEmpty ? nil : clientAuthorityFile,
            clientCertificates: clientCertificates)
    }
}
