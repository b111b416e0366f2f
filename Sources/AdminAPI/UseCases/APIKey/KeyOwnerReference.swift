import Domain
import Storage

/// Whose keys a request speaks of: a team that its path names, or the user that the OAuth client is bound to.
public enum KeyOwnerReference: Sendable {
    case team(String)
    case boundUser
}

/// An owner that was found, with what its keys start from and are held to.
struct ResolvedOwner {
    let owner: KeyOwner
    let organization: Organization
    let defaultMetadata: Metadata
}

extension ManagementCall {
    /// - Throws: `notFound` for a team that is not the tenant's, and for a client that is bound to no user.
    func owner(_ reference: KeyOwnerReference, in transaction: any Transaction) throws(AdminError) -> ResolvedOwner {
        switch reference {
        case .team(let id):
            let organization = try tenant(in: transaction)
            guard let id = TeamID(id), let team = try transaction.teams.find(id, in: organization.id) else {
                throw .missing("team")
            }
            return ResolvedOwner(owner: .team(id), organization: organization, defaultMetadata: team.metadata)
        case .boundUser:
            guard let id = client.userID else { throw .missing("user") }
            let organization = try tenant(in: transaction)
            guard let user = try transaction.users.find(id, in: organization.id) else { throw .missing("user") }
            return ResolvedOwner(owner: .user(user.id), organization: organization, defaultMetadata: .empty)
        }
    }
}
