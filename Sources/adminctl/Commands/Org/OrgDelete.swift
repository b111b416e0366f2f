import ArgumentParser

struct OrgDelete: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an organization; the keys in it end at once.")

    @Argument(help: .init("The organization: its id.", valueName: "organization"))
    var organization: String

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.confirm(session) {
            let found = try session.client.getOrganization(organization)
            return "Delete the organization “\(found.name)” (\(found.id))? Its teams, users and keys end at once."
        }
        try session.client.deleteOrganization(organization)
        StandardError.say("Deleted the organization \(organization).")
    }
}
