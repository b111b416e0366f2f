import ArgumentParser

struct OrgDelete: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an organization; the keys in it end at once.")

    @Argument(
        help: .init("The organization: its slug, name, id, or the beginning of its id."),
        completion: .names(of: .organization))
    var organization: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let id = try session.organizationID(organization)
        try confirmation.confirm(session) {
            let name = try session.client.getOrganization(id).name
            return "Delete the organization “\(name)” (\(id))? Its teams, users and keys end at once."
        }
        try session.client.deleteOrganization(id)
        StandardError.say("Deleted the organization \(id).")
    }
}
