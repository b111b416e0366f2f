import Domain
import Storage

extension AdminService {
    public func getUser(_ id: String, _ call: ManagementCall) async throws(AdminError) -> User {
        try await database.read { transaction throws(AdminError) in try foundUser(id, call, transaction) }
    }

    func listUsers(
        _ search: NameSearch, _ page: PageRequest<User>, _ call: ManagementCall
    ) async throws(AdminError) -> Found<User> {
        try await readFound { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction).id
            return Found(
                page: try transaction.users.list(search, in: organization, page),
                total: try transaction.users.count(search, in: organization))
        }
    }
}
