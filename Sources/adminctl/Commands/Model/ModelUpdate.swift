import ArgumentParser
import Foundation
import Wire

struct ModelUpdate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a model; what is not given stays.",
        discussion: "A new price is a new version: what was used before is reckoned by the old one.")

    @OptionGroup
    var target: ModelTarget

    @Option(help: .init("What callers write."))
    var name: String?

    @Flag(help: "Whether it may be used.")
    var enablement: Enablement?

    @OptionGroup
    var options: ModelOptions

    @OptionGroup
    var force: ForceOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard name != nil || enablement != nil || options.isGiven else {
            throw ValidationError("Nothing to change: give at least one option.")
        }
    }

    func run(in session: Session) throws {
        var body = options.change(now: Date())
        body.name = Change(name)
        body.enabled = Change(enablement.map { $0 == .enable })
        let model = try session.client.updateModel(try target.resolve(session), body, force: force.force)
        TakenOutText.say(model.removedFromFallbacks)
        try session.printer.show(model)
    }
}
