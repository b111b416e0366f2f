import Wire

/// One of each thing, for the texts.
enum Sample {
    static let created = "2026-03-01T09:30:00.123Z"
    static let organizationID = "019c1111-0000-7000-8000-000000000001"
    static let teamID = "019c2222-0000-7000-8000-000000000001"
    static let userID = "019c3333-0000-7000-8000-000000000001"
    static let keyID = "019c4444-0000-7000-8000-000000000001"

    static let organization = OrganizationBody(
        id: organizationID, name: "Acme", slug: "acme", timeZone: "Europe/Vilnius", status: "active",
        keyCeilings: KeyCeilingsReplyBody(maxLifetimeSeconds: 7_776_000, maxKeysPerOwner: nil),
        defaultTeamModels: "all", createdAt: created, updatedAt: created)

    static let user = UserBody(
        id: userID, organizationID: organizationID, email: "ada@acme.example", name: "Ada", role: "owner",
        status: "active", createdAt: created, updatedAt: created)

    static func team(_ number: Int = 1, name: String = "Search", slug: String = "search") -> TeamBody {
        TeamBody(
            id: teamID.dropLast() + "\(number)", organizationID: organizationID, name: name, slug: slug,
            description: number == 1 ? "Finds: “things”" : "",
            metadata: number == 1 ? ["cost": "007", "on": "yes"] : [:],
            createdAt: created, updatedAt: created)
    }

    static let member = TeamMemberBody(
        teamID: teamID, userID: userID, role: "admin", createdAt: created, updatedAt: created)

    static let client = OAuthClientBody(
        clientID: "cl_1", organizationID: organizationID, name: "Terraform", userID: nil,
        scopes: ["teams.read", "keys.write"], enabled: true, clientSecret: "khs_…a1B2", rotation: nil,
        createdAt: created, updatedAt: created)

    static let key = key(named: "ci")

    static func key(named name: String) -> APIKeyBody {
        APIKeyBody(
            id: keyID, apiKey: "khk_…9xQ2", name: name, enabled: true, removed: false, teamID: teamID, userID: nil,
            metadata: ["env": "prod"], allowedModels: ["m-large", "m-small"], allowedAddresses: ["10.0.0.0/8"],
            rotation: KeyRotationBody(beganAt: created, endsAt: "2026-03-01T10:30:00.123Z"), createdAt: created,
            updatedAt: created, lastUsedAt: "2026-03-02T00:00:00.000Z", expirationDate: nil)
    }

    static var answer: VerifyBody {
        var body = VerifyBody(valid: true, code: "valid", message: "The key is good.")
        (body.keyID, body.name, body.organizationID, body.teamID) = (keyID, "ci", organizationID, teamID)
        (body.metadata, body.allowedModels, body.inTransition) = (["env": "prod"], ["m-large"], true)
        return body
    }

    static let refusal = VerifyBody(valid: false, code: "not_found", message: "There is no such key.")

    static var token: IntrospectionBody {
        var body = IntrospectionBody(active: true)
        (body.clientID, body.organizationID, body.scope) = ("cl_1", organizationID, "teams.read keys.write")
        (body.exp, body.iss) = (1_800_000_000, "https://keys.example.com")
        return body
    }
}
