import ArgumentParser

/// How a server is reached, for a command that can do without.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: .init("What `adminctl login` saved under this name. (environment: KEYHOLD_PROFILE)", valueName: "name"),
        completion: .names(of: .profile))
    var profile: String?

    @Option(
        help: .init(
            "The server, or unix:/PATH for its socket. (environment: KEYHOLD_URL; default: \(ServerURL.standard))",
            valueName: "url"))
    var url: String?

    @Option(
        help: .init(
            "The organization to act in, for a client of the platform. (environment: KEYHOLD_ORGANIZATION)",
            valueName: "id or slug"), completion: .names(of: .organization))
    var organization: String?

    @Option(
        help: .init(
            "Certificate authorities to trust, as a PEM file. (environment: KEYHOLD_CA_FILE)", valueName: "file"),
        completion: .file())
    var caFile: String?

    @Option(
        help: .init(
            "The certificate to show to a server that asks for one, as a PEM file. (environment: KEYHOLD_CLIENT_CERT_FILE)",
            valueName: "file"), completion: .file())
    var clientCertFile: String?

    @Option(
        help: .init(
            "Its key, where the certificate's file does not hold it. (environment: KEYHOLD_CLIENT_KEY_FILE)",
            valueName: "file"), completion: .file())
    var clientKeyFile: String?

    @Option(help: .init("How long to wait for an answer.", valueName: "seconds"))
    var timeout = 30

    @Flag(name: .shortAndLong, help: "Show on standard error what is sent and what comes, with secrets masked.")
    var verbose = false

    mutating func validate() throws {
        guard (1...3_600).contains(timeout) else { throw ValidationError("--timeout is 1 to 3600 seconds.") }
    }
}
