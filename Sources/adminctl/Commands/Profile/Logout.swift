import AdminClient
import ArgumentParser
import Foundation

struct Logout: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Forget a profile, its secret and its token.",
        discussion: "The client and its secret stay valid on the server: `adminctl client` ends them.")

    @Option(help: .init("Which one. (default: the one in use)", valueName: "name"), completion: .names(of: .profile))
    var profile: String?

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let store = ProfileStore(environment)
        guard let found = try store.find(profile ?? environment.filled("KEYHOLD_PROFILE")) else {
            throw Failure(.notFound, "no profile is in use: there is nothing to forget.")
        }
        let identity = TokenIdentity(url: found.profile.url, clientID: found.profile.clientID)
        FileTokenCache(environment: environment)?.remove(identity)
        let all = try store.change { all in
            all.profiles[found.name] = nil
            if all.current == found.name { all.current = nil }
        }
        StandardError.say("Forgot the profile “\(found.name)”.")
        if all.current == nil, let next = all.profiles.keys.sorted().first {
            StandardError.say("No profile is in use now. `adminctl profile use \(next)` picks one.")
        }
    }
}
