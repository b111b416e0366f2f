import AdminClient
import ArgumentParser
import Foundation

struct Login: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Save a server and a credential for it as a profile.",
        discussion: """
            Asks for the server, the client id and the client secret, which is not shown. --credential reads the last two \
            from a file, as admind writes root-credential.json, or from standard input. The credential is tried before it \
            is saved; the profile is then the one in use.
            """)

    @Option(
        help: .init("A file with client_id and client_secret as JSON; - for standard input.", valueName: "file"),
        completion: .file())
    var credential: String?

    @OptionGroup
    var connection: ConnectionOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let console = Console.standard(environment)
        let name = connection.profile ?? environment.filled("KEYHOLD_PROFILE") ?? "default"
        let store = ProfileStore(environment)
        let before = try store.read().profiles[name]
        let profile = try LoginDialog(console, before).profile(connection, credential, environment)
        try check(profile, environment)
        try store.change { all in
            all.profiles[name] = profile
            all.current = name
        }
        StandardError.say(
            "Logged in to \(profile.url) as \(profile.clientID); saved as the profile “\(name)”, now in use.")
        if environment.filled("KEYHOLD_CLIENT_ID") != nil || environment.filled("KEYHOLD_CLIENT_SECRET_FILE") != nil {
            StandardError.say("KEYHOLD_CLIENT_ID or KEYHOLD_CLIENT_SECRET_FILE is set, and wins over the profile.")
        }
    }

    /// Gets a token: a credential that does not work is not saved.
    private func check(_ profile: Profile, _ environment: [String: String]) throws {
        var configuration = ClientConfiguration(
            url: profile.url, credential: profile.credential, userAgent: "adminctl/\(Version.current)")
        var files = CertificateFiles()
        (files.authorities, files.clientCertificate) = (profile.caFile, profile.clientCertFile)
        files.clientKey = profile.clientKeyFile
        files.apply(to: &configuration)
        configuration.transport.totalTimeoutMilliseconds = connection.timeout * 1_000
        configuration.transport.observePlainCredential = PlainHTTPWarning.observer(environment)
        if connection.verbose { configuration.transport.observe = { StandardError.say(ExchangeText.text($0)) } }
        do {
            _ = try KeyholdClient(configuration).accessToken()
        } catch {
            throw Failure(error, url: profile.url, credential: "the client id and the secret; nothing was saved")
        }
    }
}
