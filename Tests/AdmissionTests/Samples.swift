import Domain
import KeyVault
import TestSupport

@testable import Admission

/// Keys for a directory without a database.
struct Samples {
    let source = UUIDv7Source()
    let vault: Vault
    let now = FixedTime.start

    init() throws {
        vault = try SampleVault.make()
    }

    func secret() throws -> (text: String, stored: StoredSecret) {
        let secret = try SecretFormat.mint(.apiKey)
        let digest = try vault.peppers.digest(secret).digest
        return (
            secret.revealSecret(),
            StoredSecret(digest: digest, pepperVersion: 1, masked: secret.masked, createdAt: now)
        )
    }

    func key(
        _ stored: StoredSecret, owner: KeyOwner? = nil, organization: OrganizationID? = nil
    ) throws -> APIKey {
        APIKey(
            id: source.next(APIKey.self, at: now),
            organizationID: organization ?? source.next(Organization.self, at: now),
            owner: owner ?? .team(source.next(Team.self, at: now)), name: try DisplayName("k"), isEnabled: true,
            isRemoved: false, expiresAt: nil, allowedModels: nil, allowedAddresses: [], metadata: .empty,
            createdAt: now, updatedAt: now, lastUsedAt: nil, secrets: LiveSecrets(current: stored))
    }

    func admission(
        _ directory: KeyDirectory, _ time: FixedTime, catalogue: ModelCatalogue = ModelCatalogue(),
        access: ModelAccess = ModelAccess(), fallbacks: FallbackDirectory = FallbackDirectory()
    ) -> KeyAdmission {
        KeyAdmission(
            directory: directory, catalogue: catalogue, access: access, fallbacks: fallbacks, peppers: vault.peppers,
            time: time)
    }
}

extension KeyAdmission {
    func verdict(_ secret: String, visibleTo organization: OrganizationID? = nil) throws -> String {
        try verify(VerifyQuery(secret: secret, model: nil, address: nil), visibleTo: organization).verdict.rawValue
    }
}
