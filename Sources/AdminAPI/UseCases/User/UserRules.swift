import Domain
import Storage

extension AdminService {
    func requireFreeEmail(_ user: User, _ transaction: any Transaction) throws(AdminError) {
        if try transaction.users.isEmailTaken(user.email, in: user.organizationID, except: user.id) {
            throw .conflict("Another user of the organization has this email address.", param: "email")
        }
    }

    /// An organization that has owners keeps one who can act.
    func requireAnotherOwner(_ user: User, _ transaction: any Transaction) throws(AdminError) {
        guard user.role == .owner, user.status == .active else { return }
        guard try transaction.users.hasActiveOwner(in: user.organizationID, besides: user.id) else {
            throw .conflict(
                "This is the organization's last active owner. Make somebody else an owner first.", param: "role")
        }
    }

    func foundUser(
        _ id: String, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> User {
        let organization = try call.tenant(in: transaction)
        guard let id = UserID(id), let user = try transaction.users.find(id, in: organization.id) else {
            throw .missing("user")
        }
        return user
    }

    /// Ends the tokens of clients that are bound to the user.
    func endTokens(boundTo user: User, _ transaction: any Transaction) throws(AdminError) {
        let ended = try transaction.oauthClients.endTokens(boundTo: user.id, in: user.organizationID)
        transaction.afterCommit { [tokens] in tokens.end(ended) }
    }
}

func parsedEmail(_ text: String) throws(AdminError) -> EmailAddress {
    guard let email = EmailAddress(text) else {
        throw .invalid("email", "email must be an address such as ada@example.com.")
    }
    return email
}
