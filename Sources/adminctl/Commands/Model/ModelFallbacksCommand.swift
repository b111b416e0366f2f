import ArgumentParser

struct ModelFallbacksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fallbacks", abstract: "What takes over for a model, for the organization or for one team.",
        subcommands: [ModelFallbacksGet.self, ModelFallbacksSet.self, ModelFallbacksClear.self])
}
