import ArgumentParser
import Foundation

struct ProfileShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a profile; its secret stays in its file.")

    @Argument(help: .init("Its name. (default: the one in use)"), completion: .names(of: .profile))
    var name: String?

    @OptionGroup
    var display: DisplayOptions

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let store = ProfileStore(environment)
        guard let found = try store.find(name ?? environment.filled("KEYHOLD_PROFILE")) else {
            throw Failure(.notFound, "no profile is in use. `adminctl login` makes one.")
        }
        let isCurrent = try store.read().current == found.name
        let body = ProfileBody(found.name, found.profile, isCurrent: isCurrent)
        try Printer(format: display.output, console: .standard(environment)).show(body)
    }
}
