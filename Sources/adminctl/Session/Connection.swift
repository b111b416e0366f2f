import AdminClient
import Foundation

/// Which server is meant, and who asks: options win over the environment, and both over the profile.
struct Connection {
    let url: String
    let credential: Credential?
    let organization: String?
    let certificates: CertificateFiles
    let credentialNames: String

    init(_ options: ConnectionOptions, _ environment: [String: String]) throws {
        let given = try (options.url ?? environment.filled("KEYHOLD_URL")).map(ServerURL.parse)
        let own = try CredentialSource.read(environment)
        let profile = try Self.profile(options, environment, url: given, hasCredential: own != nil)
        url = given ?? profile?.profile.url ?? ServerURL.standard
        credential = own ?? profile?.profile.credential
        credentialNames = own == nil ? profile?.advice ?? Self.variables : Self.variables
        organization =
            options.organization ?? environment.filled("KEYHOLD_ORGANIZATION") ?? profile?.profile.organization
        certificates = try CertificateFiles(options, environment, profile?.profile)
    }

    static let variables = "KEYHOLD_CLIENT_ID and KEYHOLD_CLIENT_SECRET (or KEYHOLD_CLIENT_SECRET_FILE)"

    func configuration(_ options: ConnectionOptions, _ environment: [String: String]) -> ClientConfiguration {
        var configuration = ClientConfiguration(
            url: url, credential: credential, userAgent: "adminctl/\(Version.current)")
        configuration.organization = organization
        configuration.apiKey = environment.filled("KEYHOLD_API_KEY").map(SecretText.init)
        configuration.tokenCache = FileTokenCache(environment: environment) ?? configuration.tokenCache
        certificates.apply(to: &configuration)
        configuration.transport.totalTimeoutMilliseconds = options.timeout * 1_000
        configuration.transport.connectTimeoutMilliseconds = min(options.timeout * 1_000, 5_000)
        configuration.transport.observePlainCredential = PlainHTTPWarning.observer(environment)
        if options.verbose {
            configuration.transport.observe = { StandardError.say(ExchangeText.text($0)) }
        }
        return configuration
    }

    /// The profile that counts, if any.
    private static func profile(
        _ options: ConnectionOptions, _ environment: [String: String], url: String?, hasCredential: Bool
    ) throws -> NamedProfile? {
        let name = options.profile ?? environment.filled("KEYHOLD_PROFILE")
        // All is said: a profile that is broken, or of another server, is of no concern.
        if name == nil, url != nil, hasCredential { return nil }
        guard let profile = try ProfileStore(environment).find(name) else { return nil }
        guard let url, url != profile.profile.url else { return profile }
        // Its secret was entrusted to one server, and goes to no other.
        guard name == nil else {
            throw Failure(.usage, "the profile “\(profile.name)” is for \(profile.profile.url), not for \(url).")
        }
        return nil
    }
}
