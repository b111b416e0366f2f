import ArgumentParser
import Foundation
import Wire

struct KeyUpdate: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change an API key; what is not given stays.")

    @Argument(help: .init("The key: its id."))
    var key: String

    @OptionGroup
    var owner: KeyOwnerOptions

    @OptionGroup
    var changes: KeyChangeOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let body = try changes.body(now: Date())
        try session.printer.show(try session.client.updateKey(key, of: try owner.resolve(session), body))
    }
}
