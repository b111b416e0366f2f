import ArgumentParser
import Wire

struct ClientUpdate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change an OAuth client; what is not given stays.")

    @Argument(
        help: .init("The client: its name, client id, or the beginning of that."), completion: .names(of: .client))
    var client: String

    @Option(help: .init("What people call it."))
    var name: String?

    @Option(
        name: .customLong("scope"),
        help: .init(
            "What it may do, such as teams.read or *; repeat for more. Together they replace all.", valueName: "scope"))
    var scopes: [String] = []

    @Option(
        help: .init("The user that it acts for: address, name, id, or the beginning of the id."),
        completion: .names(of: .user))
    var user: String?

    @Flag(help: "Let it act for no user.")
    var noUser = false

    @Flag(help: "Whether it gets tokens.")
    var enablement: Enablement?

    @OptionGroup
    var rehearsal: RehearsalOptions

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
        body.userID = noUser ? .clear : Change(try user.map(session.userID))
        body.enabled = Change(enablement.map { $0 == .enable })
        let id = try session.oauthClientID(client)
        try session.printer.show(try session.client.updateClient(id, body))
    }
}
