import ArgumentParser
import Foundation

struct ProfileList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the saved profiles.")

    @OptionGroup
    var display: DisplayOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let all = try ProfileStore(environment).read()
        let bodies = all.profiles.sorted { $0.key < $1.key }
            .map { ProfileBody($0.key, $0.value, isCurrent: $0.key == all.current) }
        try Printer(format: display.output, console: .standard(environment)).list(bodies)
        if bodies.isEmpty { StandardError.say("No profiles. `adminctl login` makes one.") }
    }
}
