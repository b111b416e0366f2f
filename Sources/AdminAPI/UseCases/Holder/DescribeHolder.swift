import Domain
import Wire

extension AdminService {
    /// What the holder of a key may know of it.
    public func holder(_ call: HolderCall) async throws(AdminError) -> HolderBody {
        let caller = call.key
        let found = try await database.read { transaction throws(AdminError) in
            try transaction.apiKeys.find(caller.keyID, in: caller.organizationID)
        }
        guard let key = found, !key.isRemoved else { throw .missing("key") }
        return HolderBody(
            keyID: key.id.text, name: key.name.text, organizationID: key.organizationID.text,
            teamID: key.owner.teamID?.text, userID: key.owner.userID?.text, metadata: key.metadata.entries,
            allowedModels: key.allowedModels?.map(\.text), expiresAt: key.expiresAt?.rfc3339,
            inTransition: caller.outgoing != nil, secretEndsAt: caller.outgoing?.endsAt.rfc3339,
            nextRotationAt: key.nextRotationAt?.rfc3339)
    }
}
