import ArgumentParser
import Wire

struct OrgCreate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create an organization.")

    @Argument(help: .init("What people call it."))
    var name: String

    @Option(help: .init("A short name for addresses and options. (default: from the name)"))
    var slug: String?

    @Option(help: .init("The IANA time zone of its budget periods, such as Europe/Vilnius.", valueName: "zone"))
    var timeZone: String?

    @OptionGroup
    var ceilings: CeilingOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let body = CreateOrganizationBody(name: name, slug: slug, timeZone: timeZone, keyCeilings: ceilings.given)
        try session.printer.show(try session.client.createOrganization(body))
    }
}
