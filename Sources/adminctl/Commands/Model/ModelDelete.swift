import ArgumentParser

struct ModelDelete: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a model; its prices stay for what was used.")

    @OptionGroup
    var target: ModelTarget

    @OptionGroup
    var force: ForceOptions

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let id = try target.resolve(session)
        try confirmation.confirm(session) {
            "Delete the model “\(try session.client.getModel(id).name)” (\(id))?"
        }
        TakenOutText.say(try session.client.deleteModel(id, force: force.force)?.removedFromFallbacks)
        StandardError.say("Deleted the model \(id).")
    }
}
