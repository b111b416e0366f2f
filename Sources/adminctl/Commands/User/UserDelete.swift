import ArgumentParser

struct UserDelete: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a user; the user's keys end at once.")

    @Argument(help: .init("The user: its id.", valueName: "user"))
    var user: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.confirm(session) {
            let found = try session.client.getUser(user)
            return "Delete the user \(found.email) (\(found.id))? Keys of this user end at once."
        }
        try session.client.deleteUser(user)
        StandardError.say("Deleted the user \(user).")
    }
}
