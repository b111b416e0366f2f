import Domain
import KeyVault
import Storage

/// The one organization of a benchmark's database.
struct Tenant {
    static let slug = "bench"
    private static let keysPerTeam = 1000

    let database: SQLiteDatabase
    let peppers: PepperRing
    private let identifiers = UUIDv7Source()

    init(database: SQLiteDatabase, peppers: PepperRing) {
        self.database = database
        self.peppers = peppers
    }

    /// - Returns: the secrets of `samples` keys that are spread evenly over all.
    func fill(_ organization: OrganizationID, keys: Int, samples: Int) async throws -> [String] {
        var secrets: [String] = []
        for first in stride(from: 0, to: keys, by: Self.keysPerTeam) {
            let numbers = first..<min(first + Self.keysPerTeam, keys)
            let minted = try numbers.map { number in (number, try SecretFormat.mint(.apiKey)) }
            try await insert(minted, in: organization)
            // Every number whose share of the samples begins with it.
            secrets += minted.filter { $0.0 * samples / keys != ($0.0 - 1) * samples / keys || $0.0 == 0 }.map {
                $0.1.revealSecret()
            }
        }
        return secrets
    }

    func make() async throws -> OrganizationID {
        guard let slug = Slug(Self.slug), let zone = TimeZoneName("UTC") else { preconditionFailure("fixed texts") }
        return try await database.write { [identifiers] transaction throws(AdminError) in
            let organization = Organization(
                id: identifiers.next(Organization.self, at: transaction.now), name: try DisplayName("Bench"),
                slug: slug, timeZone: zone, status: .active, keyCeilings: .none, createdAt: transaction.now,
                updatedAt: transaction.now)
            try transaction.organizations.insert(organization)
            return organization.id
        }
    }

    /// A team with these keys, in one transaction.
    private func insert(_ minted: [(number: Int, secret: Secret)], in organization: OrganizationID) async throws {
        let teamName = "team-\(minted[0].number / Self.keysPerTeam)"
        guard let slug = Slug(teamName) else { preconditionFailure("a letter, digits and a dash") }
        try await database.write { [identifiers, peppers] transaction throws(AdminError) in
            let now = transaction.now
            let team = Team(
                id: identifiers.next(Team.self, at: now), organizationID: organization,
                name: try DisplayName(teamName), slug: slug, description: "", metadata: .empty, createdAt: now,
                updatedAt: now)
            try transaction.teams.insert(team)
            for (number, secret) in minted {
                let (digest, version) = try peppers.digest(secret)
                let stored = StoredSecret(
                    digest: digest, pepperVersion: version, masked: secret.masked, createdAt: now)
                let id = identifiers.next(APIKey.self, at: now)
                let key = try APIKey(number: number, id: id, of: team, secret: stored, createdAt: now)
                guard try transaction.apiKeys.insert(key) else { throw .conflict("two keys have one name") }
            }
        }
    }
}

extension APIKey {
    fileprivate init(
        number: Int, id: APIKeyID, of team: Team, secret: StoredSecret, createdAt now: Instant
    ) throws(AdminError) {
        let isRestricted = number % 100 == 99
        self.init(
            id: id, organizationID: team.organizationID, owner: .team(team.id), name: try DisplayName("key-\(number)"),
            isEnabled: true, isRemoved: false,
            expiresAt: number % 10 == 9 ? now.adding(seconds: 31_536_000) : nil,
            allowedModels: isRestricted ? [ModelPattern("openai/*"), ModelPattern("gpt-4o")].compactMap { $0 } : nil,
            allowedAddresses: [],
            metadata: isRestricted ? try Metadata(["environment": "production", "service": "chat"]) : .empty,
            createdAt: now, updatedAt: now, lastUsedAt: nil, secrets: LiveSecrets(current: secret))
    }
}
