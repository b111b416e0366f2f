import ArgumentParser

struct TeamModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "Which models a team may use.",
        subcommands: [TeamModelsGet.self, TeamModelsSet.self])
}
