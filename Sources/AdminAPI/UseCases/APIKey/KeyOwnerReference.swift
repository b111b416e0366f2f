import Domain
import Policy
import Storage

/// Whose keys a request speaks of: a team that its path names, or the user that the OAuth client is bound to.
public enum KeyOwnerReference: Sendable {
    case team(String)
    case boundUser
}

/// An owner that was found, with what its keys start from and are held to.
struct ResolvedOwner {
    let owner: KeyOwner
    let organizationID: OrganizationID
    let keyCeilings: KeyCeilings
    let defaultMetadata: Metadata
}

extension ManagementCall {
    /// - Throws: `notFound` for a team that is not the tenant's, and for a client that is bound to no user.
    func owner(_ reference: KeyOwnerReference, in transaction: any Transaction) throws(AdminError) -> ResolvedOwner {
        switch reference {
        case .team(let id):
            return try team(id, in: transaction)
        case .boundUser:
            guard let id = client.userID else { throw .missing("user") }
            let organization = try tenant(in: transaction)
            guard let user = try transaction.users.find(id, in: organization.id) else { throw .missing("user") }
            return ResolvedOwner(
                owner: .user(user.id), organizationID: organization.id, keyCeilings: organization.keyCeilings,
                defaultMetadata: .empty)
        }
    }

    private func team(_ text: String, in transaction: any Transaction) throws(AdminError) -> ResolvedOwner {
        guard let id = TeamID(text) else {
            // Whoever names no tenant, or one that is not there, hears of that first.
            _ = try tenant(in: transaction)
            throw .missing("team")
        }
        guard let tenant = try tenantReference() else { throw .tenantIsNeeded }
        guard let team = try transaction.teams.findOfKeys(id, in: tenant),
            Authorization.maySee(team.organizationID, client)
        else { throw .missing("organization") }
        guard let metadata = team.metadata else { throw .missing("team") }
        return ResolvedOwner(
            owner: .team(id), organizationID: team.organizationID, keyCeilings: team.keyCeilings,
            defaultMetadata: metadata)
    }
}
