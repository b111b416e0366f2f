import Domain

extension AdminService {
    public func getUser(_ id: String, _ call: ManagementCall) async throws(AdminError) -> User {
        try await database.read { transaction throws(AdminError) in try foundUser(id, call, transaction) }
    }

    public func listUsers(_ page: PageRequest<User>, _ call: ManagementCall) async throws(AdminError) -> Page<User> {
        try await readPage { transaction throws(AdminError) in
            try transaction.users.list(in: try call.tenant(in: transaction).id, page)
        }
    }
}
