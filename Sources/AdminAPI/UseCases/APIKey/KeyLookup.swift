import Domain
import Storage

extension AdminService {
    /// The key, removed ones included.
    func foundKey(
        _ id: String, of reference: KeyOwnerReference, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> (key: APIKey, ceilings: KeyCeilings) {
        let owner = try call.owner(reference, in: transaction)
        guard let id = APIKeyID(id),
            let key = try transaction.apiKeys.find(id, of: owner.owner, in: owner.organizationID)
        else { throw .missing("key") }
        return (key, owner.keyCeilings)
    }

    /// The key, if it can still change: to everything but reading, a removed key is not there.
    func liveKey(
        _ id: String, of reference: KeyOwnerReference, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> (key: APIKey, ceilings: KeyCeilings) {
        let found = try foundKey(id, of: reference, call, transaction)
        guard !found.key.isRemoved else { throw .missing("key") }
        return found
    }

    func requireFreeName(_ key: APIKey, _ transaction: any Transaction) throws(AdminError) {
        if try transaction.apiKeys.isNameTaken(key.name, of: key.owner, in: key.organizationID, except: key.id) {
            throw .keyNameIsTaken
        }
    }

    /// Has the directory follow the row as soon as it is on disk.
    func publish(_ key: APIKey, replacing old: APIKey?, _ transaction: any Transaction) {
        transaction.afterCommit { [keys] in keys.apply(key, replacing: old) }
    }

    func withLastUse(_ key: APIKey) -> APIKey {
        var key = key
        key.lastUsedAt = keys.lastUsed(key)
        return key
    }
}

func parsedExpiration(_ text: String) throws(AdminError) -> Instant {
    try parsedInstant(text, "expiration_date")
}

extension AdminError {
    static var keyNameIsTaken: AdminError {
        .conflict("Another live key of this owner has the same name.", param: "name")
    }
}
