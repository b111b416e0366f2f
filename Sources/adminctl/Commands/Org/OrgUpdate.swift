import ArgumentParser
import Wire

struct OrgUpdate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change an organization; what is not given stays.")

    @Argument(
        help: .init("The organization: its slug, name, id, or the beginning of its id."),
        completion: .names(of: .organization))
    var organization: String

    @Option(help: .init("What people call it."))
    var name: String?

    @Option(help: .init("A short name for addresses and options."))
    var slug: String?

    @Option(help: .init("The IANA time zone of its budget periods.", valueName: "zone"))
    var timeZone: String?

    @Flag(help: "Whether its keys and clients work.")
    var enablement: Enablement?

    @OptionGroup
    var ceilings: CeilingOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard [name, slug, timeZone].contains(where: { $0 != nil }) || enablement != nil || ceilings.given != nil else {
            throw ValidationError("Nothing to change: give at least one option.")
        }
    }

    func run(in session: Session) throws {
        var body = UpdateOrganizationBody()
        body.name = Change(name)
        body.slug = Change(slug)
        body.timeZone = Change(timeZone)
        body.status = Change(enablement?.status)
        body.keyCeilings = Change(ceilings.given)
        let id = try session.organizationID(organization)
        try session.printer.show(try session.client.updateOrganization(id, body))
    }
}
