import ArgumentParser
import Foundation

struct ProfileUse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Use this profile where none is named.")

    @Argument(help: .init("Its name."), completion: .names(of: .profile))
    var name: String

    func run() throws {
        let store = ProfileStore(ProcessInfo.processInfo.environment)
        guard let found = try store.find(name) else { return }
        try store.change { $0.current = found.name }
        StandardError.say("Using the profile “\(found.name)”: \(found.profile.url).")
    }
}
