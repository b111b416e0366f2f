import Domain
import Wire

extension AdminService {
    public func createUser(_ body: CreateUserBody, _ call: ManagementCall) async throws(AdminError) -> User {
        let email = try parsedEmail(body.email)
        let name = try DisplayName(body.name)
        let role = try body.role.map { text throws(AdminError) in try choice(text, "role", as: User.Role.self) }
        return try await write(for: call) { transaction throws(AdminError) in
            let now = transaction.now
            let user = User(
                id: identifiers.next(User.self, at: now), organizationID: try call.tenant(in: transaction).id,
                email: email, name: name, role: role ?? .member, status: .active, createdAt: now, updatedAt: now)
            try requireFreeEmail(user, transaction)
            try transaction.users.insert(user)
            try audit.record(
                .userCreate, user.id, in: user.organizationID, for: call,
                ["email": email.text, "name": name.text, "role": user.role.rawValue], transaction)
            return user
        }
    }
}
