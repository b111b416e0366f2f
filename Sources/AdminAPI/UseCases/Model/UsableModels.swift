import Admission
import Domain

/// For whom models are listed.
struct ModelUser: Sendable {
    /// `nil`: the platform itself.
    let organization: OrganizationID?
    /// Set where an API key asks: what is judged as a call under it would be.
    let key: KeyEntry?
    /// The user whom an access token's client is bound to; a client that is bound to none sees all that is there.
    let userID: UserID?
    /// Set where the key's secret is the outgoing one of a rotation.
    let outgoing: Transition?
}

extension AdminService {
    /// - Throws: `forbidden` where a token lacks the scope; `notFound` for an organization that is not the caller's.
    func modelUser(
        _ caller: Caller, organization: String?, origin: CallOrigin
    ) throws(AdminError) -> ModelUser {
        if case .apiKey(let key) = caller {
            guard let entry = keys.find(key.presented, at: time.now())?.entry else { throw .deadCredential }
            return ModelUser(
                organization: entry.organizationID, key: entry, userID: nil, outgoing: key.outgoing)
        }
        let call = try ManagementCall(
            caller: caller, needing: .modelsRead, organization: organization, origin: origin)
        return ModelUser(
            organization: try visibleTenant(call), key: nil, userID: call.client.userID, outgoing: nil)
    }

    /// What the caller may use, from memory, in the order of the names.
    func usableModels(_ user: ModelUser) -> [ModelEntry] {
        catalogue.visible(to: user.organization).filter { mayUse($0, user) }
    }

    /// - Throws: `notFound` for a model that is not there, is disabled, or is not for the caller.
    func usableModel(_ text: String, _ user: ModelUser) throws(AdminError) -> ModelEntry {
        guard let entry = catalogue.find(text, for: user.organization).entry, mayUse(entry, user) else {
            throw .missing("model")
        }
        return entry
    }

    private func mayUse(_ entry: ModelEntry, _ user: ModelUser) -> Bool {
        guard entry.model.isEnabled else { return false }
        if let key = user.key { return admission.mayUse(entry, key) }
        guard let id = user.userID, let organization = user.organization else { return true }
        return access.mayUse(entry.reference, .user(id), in: organization)
    }
}
