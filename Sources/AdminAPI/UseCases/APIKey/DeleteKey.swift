import Domain

extension AdminService {
    /// Soft: the row stays with `removed`, both secrets are dead at once, the name is free.
    public func deleteKey(
        _ id: String, of reference: KeyOwnerReference, _ call: ManagementCall
    ) async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            let before = try liveKey(id, of: reference, call, transaction).key
            var key = before
            key.isRemoved = true
            key.updatedAt = transaction.now
            key.secrets.outgoing = nil
            try transaction.apiKeys.update(key)
            try transaction.apiKeys.updateSecrets(key)
            publish(key, replacing: before, transaction)
            try archiveLimits(of: key, transaction)
            try audit.record(
                .keyDelete, key.id, in: key.organizationID, for: call, ["name": key.name.text], transaction)
        }
    }
}
