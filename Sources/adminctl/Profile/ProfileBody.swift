/// A profile as it is shown: all but the secret.
struct ProfileBody: Presentable {
    let name: String
    let url: String
    let clientID: String
    let organization: String?
    let caFile: String?
    let clientCertFile: String?
    let clientKeyFile: String?
    let current: Bool

    init(_ name: String, _ profile: Profile, isCurrent: Bool) {
        self.name = name
        url = profile.url
        clientID = profile.clientID
        organization = profile.organization
        caFile = profile.caFile
        clientCertFile = profile.clientCertFile
        clientKeyFile = profile.clientKeyFile
        current = isCurrent
    }

    enum CodingKeys: String, CodingKey {
        case name, url, organization, current
        case clientID = "client_id"
        case caFile = "ca_file"
        case clientCertFile = "client_cert_file"
        case clientKeyFile = "client_key_file"
    }

    static var plural: String { "profiles" }

    static var columns: [Column<ProfileBody>] {
        [
            Column("Name") { $0.name },
            Column("Current") { $0.current ? "*" : "" },
            Column("Server") { $0.url },
            Column("Client id") { $0.clientID },
            Column("Organization") { FieldText.optional($0.organization) },
        ]
    }

    static var fields: [Column<ProfileBody>] {
        columns + [
            Column("CA file") { FieldText.optional($0.caFile) },
            Column("Client certificate") { FieldText.optional($0.clientCertFile) },
            Column("Client key") { FieldText.optional($0.clientKeyFile) },
        ]
    }

    var identity: String { name }
}
