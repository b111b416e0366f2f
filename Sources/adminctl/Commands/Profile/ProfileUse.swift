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
        var all = try store.read()
        all.current = found.name
        try store.write(all)
        StandardError.say("Using the profile “\(found.name)”: \(found.profile.url).")
    }
}
