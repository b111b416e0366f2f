import ArgumentParser

struct KeyRotateAll: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-all", abstract: "Give every API key of a team a new secret, all or none, shown this once.")

    @Option(
        help: .init("The team: its slug, name, id, or the beginning of its id.", valueName: "team"),
        completion: .names(of: .team))
    var team: String

    @OptionGroup
    var transition: TransitionOptions

    @OptionGroup
    var confirmation: ConfirmOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        // All at once and then nowhere to be read is nothing that anybody wants.
        guard global.display.output != .name else {
            throw ValidationError("--output name would lose the new secrets: use table, json or yaml.")
        }
    }

    func run(in session: Session) throws {
        try confirmation.requireAnswer(session)
        let id = try session.teamID(team)
        let fate =
            transition.endsSecrets ? transition.fate("secrets are") : "The old secrets live on for a while."
        try confirmation.confirm(session) {
            "Rotate every key of team \(try session.client.getTeam(id).name)? \(fate)"
        }
        let keys = try session.client.rotateAllKeys(
            ofTeam: id, transitionSeconds: transition.transition?.seconds, force: transition.force)
        try session.printer.list(keys.map(NewSecret.init))
        StandardError.say(keys.isEmpty ? "The team has no keys." : "The secrets are shown this once. Store them now.")
    }
}
