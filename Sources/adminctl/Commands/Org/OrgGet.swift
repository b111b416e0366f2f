import ArgumentParser

struct OrgGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one organization.")

    @Argument(
        help: .init("The organization: its slug, name, id, or the beginning of its id."),
        completion: .names(of: .organization))
    var organization: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getOrganization(try session.organizationID(organization)))
    }
}
