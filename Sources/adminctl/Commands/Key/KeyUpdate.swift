import ArgumentParser
import Foundation
import Wire

struct KeyUpdate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change an API key; what is not given stays.")

    @OptionGroup
    var target: KeyTarget

    @OptionGroup
    var changes: KeyChangeOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let body = try changes.body(now: Date())
        let key = try target.resolve(session)
        try session.printer.show(try session.client.updateKey(key.id, of: key.owner, body))
    }
}
