import ArgumentParser
import Foundation

struct ModelCreate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create a model.")

    @Argument(help: .init("What callers write, such as openai/gpt-4o."))
    var name: String

    @OptionGroup
    var options: ModelOptions

    @Flag(help: "Create it disabled.")
    var disabled = false

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        var body = options.creation(name, now: Date())
        body.enabled = disabled ? false : nil
        try session.printer.show(try session.client.createModel(body))
    }
}
