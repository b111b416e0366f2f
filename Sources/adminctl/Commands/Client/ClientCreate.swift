import ArgumentParser
import Wire

struct ClientCreate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create an OAuth client; its secret is shown this once.")

    @Argument(help: .init("What people call it."))
    var name: String

    @Option(
        name: .customLong("scope"),
        help: .init("What it may do, such as teams.read or *; repeat for more.", valueName: "scope"))
    var scopes: [String] = []

    @Option(
        help: .init("The user that it acts for: address, name, id, or the beginning of the id."),
        completion: .names(of: .user))
    var user: String?

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard !scopes.isEmpty else { throw ValidationError("Name what it may do with --scope <scope>.") }
    }

    func run(in session: Session) throws {
        let body = CreateClientBody(name: name, scopes: scopes, userID: try user.map(session.userID))
        let client = try session.client.createClient(body)
        try SecretReply.show(client, session)
    }
}
