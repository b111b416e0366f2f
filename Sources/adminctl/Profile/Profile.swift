import AdminClient

/// What `adminctl login` keeps.
struct Profile: Codable {
    var url: String
    var clientID: String
    var clientSecret: SecretText
    var organization: String?
    var caFile: String?
    var clientCertFile: String?
    var clientKeyFile: String?

    var credential: Credential { .client(id: clientID, secret: clientSecret) }

    enum CodingKeys: String, CodingKey {
        case url, organization
        case clientID = "client_id"
        case clientSecret = "client_secret"
        case caFile = "ca_file"
        case clientCertFile = "client_cert_file"
        case clientKeyFile = "client_key_file"
    }

    init(
        url: String, clientID: String, clientSecret: SecretText, organization: String?,
        certificates: CertificateFiles = CertificateFiles()
    ) {
        self.url = url
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.organization = organization
        caFile = certificates.authorities
        clientCertFile = certificates.clientCertificate
        clientKeyFile = certificates.clientKey
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        url = try container.decode(String.self, forKey: .url)
        clientID = try container.decode(String.self, forKey: .clientID)
        clientSecret = SecretText(try container.decode(String.self, forKey: .clientSecret))
        organization = try container.decodeIfPresent(String.self, forKey: .organization)
        caFile = try container.decodeIfPresent(String.self, forKey: .caFile)
        clientCertFile = try container.decodeIfPresent(String.self, forKey: .clientCertFile)
        clientKeyFile = try container.decodeIfPresent(String.self, forKey: .clientKeyFile)
    }

    /// The one place where the secret is written: a file that is its owner's alone.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(url, forKey: .url)
        try container.encode(clientID, forKey: .clientID)
        try container.encode(clientSecret.revealSecret(), forKey: .clientSecret)
        try container.encodeIfPresent(organization, forKey: .organization)
        try container.encodeIfPresent(caFile, forKey: .caFile)
        try container.encodeIfPresent(clientCertFile, forKey: .clientCertFile)
        try container.encodeIfPresent(clientKeyFile, forKey: .clientKeyFile)
    }
}

struct NamedProfile {
    let name: String
    let profile: Profile

    /// What to check where the server refuses it.
    var advice: String { "the profile “\(name)”: `adminctl login --profile \(name)` renews it" }
}

/// All of them, and which one counts where none is named.
struct Profiles: Codable {
    var current: String?
    var profiles: [String: Profile] = [:]
}
