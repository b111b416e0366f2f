import Domain

extension AdminService {
    /// Ends the user's keys and the tokens of clients bound to the user at once; takes the user out of every team.
    public func deleteUser(_ id: String, _ call: ManagementCall) async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            let user = try foundUser(id, call, transaction)
            try requireAnotherOwner(user, transaction)
            try transaction.users.delete(user.id, in: user.organizationID)
            try transaction.teamMembers.deleteAll(with: user.id, in: user.organizationID)
            try endTokens(boundTo: user, transaction)
            let id = user.id
            transaction.afterCommit { [keys, access] in
                keys.setLive(false, .user(id))
                access.remove(id)
            }
            try audit.record(
                .userDelete, id, in: user.organizationID, for: call, ["email": user.email.text], transaction)
        }
    }
}
