import AdminClient
import ArgumentParser

/// The key that a command is about.
struct KeyTarget: ParsableArguments {
    @Argument(help: .init("The key: its name, its id, or the beginning of its id."), completion: .names(of: .key))
    var key: String

    @OptionGroup
    var owner: KeyOwnerOptions

    func resolve(_ session: Session) throws -> Found {
        let owner = try owner.resolve(session)
        return Found(id: try session.keyID(key, of: owner), owner: owner)
    }

    struct Found {
        let id: String
        let owner: KeyOwner

        /// As a question names it: `the key “gateway” of team Research`.
        func words(_ session: Session) throws -> String {
            let name = try session.client.getKey(id, of: owner).name
            switch owner {
            case .team(let team): return "the key “\(name)” of team \(try session.client.getTeam(team).name)"
            case .user: return "the key “\(name)” of this client's user"
            }
        }
    }
}
