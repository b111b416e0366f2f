import ArgumentParser
import Wire

struct ClientUpdate: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change an OAuth client; what is not given stays.")

    @Argument(help: .init("The client: its client id.", valueName: "client-id"))
    var client: String

    @Option(help: .init("What people call it."))
    var name: String?

    @Option(
        name: .customLong("scope"),
        help: .init(
            "What it may do, such as teams.read or *; repeat for more. Together they replace all.", valueName: "scope"))
    var scopes: [String] = []

    @Option(help: .init("The user that it acts for: its id."))
    var user: String?

    @Flag(help: "Let it act for no user.")
    var noUser = false

    @Flag(help: "Whether it gets tokens.")
    var enablement: Enablement?

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard user == nil || !noUser else { throw ValidationError("--user and --no-user exclude each other.") }
        guard name != nil || !scopes.isEmpty || user != nil || noUser || enablement != nil else {
            throw ValidationError("Nothing to change: give at least one option.")
        }
    }

    func run(in session: Session) throws {
        var body = UpdateClientBody()
        body.name = Change(name)
        body.scopes = scopes.isEmpty ? .keep : .set(scopes)
        body.userID = noUser ? .clear : Change(user)
        body.enabled = Change(enablement.map { $0 == .enable })
        try session.printer.show(try session.client.updateClient(client, body))
    }
}
