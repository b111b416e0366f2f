import ArgumentParser

/// The model that a command is about.
struct ModelTarget: ParsableArguments {
    @Argument(
        help: .init("The model: its name, its id, or the beginning of its id."), completion: .names(of: .model))
    var model: String

    func resolve(_ session: Session) throws -> String { try session.modelID(model) }
}

/// Whose list or view of a model is meant.
struct TeamViewOptions: ParsableArguments {
    @Option(
        help: .init(
            "For this team alone: its slug, name, id, or the beginning of its id. (default: the organization)",
            valueName: "team"), completion: .names(of: .team))
    var team: String?

    func resolve(_ session: Session) throws -> String? {
        try team.map { try session.teamID($0) }
    }
}

/// Whether models that fall back to this one may lose it.
struct ForceOptions: ParsableArguments {
    @Flag(help: "Also where other models fall back to it: take it out of their lists.")
    var force = false
}
