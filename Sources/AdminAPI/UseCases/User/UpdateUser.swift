import Domain
import Storage
import Wire

extension AdminService {
    public func updateUser(
        _ id: String, _ body: UpdateUserBody, _ call: ManagementCall
    ) async throws(AdminError) -> User {
        let email = try body.email.value(of: "email").map(parsedEmail)
        let name = try body.name.value(of: "name").map { text throws(AdminError) in try DisplayName(text) }
        let role = try body.role.value(of: "role").map { text throws(AdminError) in
            try choice(text, "role", as: User.Role.self)
        }
        let status = try body.status.value(of: "status").map { text throws(AdminError) in
            try choice(text, "status", as: User.Status.self)
        }
        return try await write(for: call) { transaction throws(AdminError) in
            let before = try foundUser(id, call, transaction)
            var user = before
            user.email = email ?? user.email
            user.name = name ?? user.name
            user.role = role ?? user.role
            user.status = status ?? user.status
            guard user != before else { return before }
            user.updatedAt = transaction.now
            try save(user, before, call, transaction)
            return user
        }
    }

    private func save(
        _ user: User, _ before: User, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) {
        if user.role != .owner || user.status != .active { try requireAnotherOwner(before, transaction) }
        try requireFreeEmail(user, transaction)
        try transaction.users.update(user)
        if user.status == .disabled, before.status == .active { try endTokens(boundTo: user, transaction) }
        let (id, isLive) = (user.id, user.status == .active)
        transaction.afterCommit { [keys] in keys.setLive(isLive, .user(id)) }
        try audit.record(
            .userUpdate, id, in: user.organizationID, for: call,
            [
                "email": user.email.text, "name": user.name.text, "role": user.role.rawValue,
                "status": user.status.rawValue,
            ], transaction)
    }
}
