import ArgumentParser

struct UserDelete: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a user; the user's keys end at once.")

    @Argument(
        help: .init("The user: the address, name, id, or the beginning of the id."), completion: .names(of: .user))
    var user: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let id = try session.userID(user)
        try confirmation.confirm(session) {
            "Delete the user \(try session.client.getUser(id).email) (\(id))? Keys of this user end at once."
        }
        try session.client.deleteUser(id)
        StandardError.say("Deleted the user \(id).")
    }
}
