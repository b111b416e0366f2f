import AdminClient
import ArgumentParser

/// Whose keys a command means.
struct KeyOwnerOptions: ParsableArguments {
    @Option(
        help: .init("The team that owns the key: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String?

    @Flag(help: "The user that this client is bound to owns the key.")
    var user = false

    mutating func validate() throws {
        guard (team != nil) != user else { throw ValidationError("Name the owner: either --team <team> or --user.") }
    }

    func resolve(_ session: Session) throws -> KeyOwner {
        guard let team else { return .user }
        return .team(try session.teamID(team))
    }
}
