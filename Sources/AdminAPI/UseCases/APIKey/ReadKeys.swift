import Domain

extension AdminService {
    public func getKey(
        _ id: String, of reference: KeyOwnerReference, _ call: ManagementCall
    ) async throws(AdminError) -> APIKey {
        let key = try await database.read { transaction throws(AdminError) in
            try foundKey(id, of: reference, call, transaction).key
        }
        return withLastUse(key)
    }

    public func listKeys(
        of reference: KeyOwnerReference, _ page: PageRequest<APIKey>, includeRemoved: Bool, _ call: ManagementCall
    ) async throws(AdminError) -> Page<APIKey> {
        let found = try await readPage { transaction throws(AdminError) in
            let owner = try call.owner(reference, in: transaction)
            return try transaction.apiKeys.list(
                of: owner.owner, in: owner.organizationID, page, includeRemoved: includeRemoved)
        }
        return Page(items: found.items.map(withLastUse), hasMore: found.hasMore)
    }
}
