import ArgumentParser

struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Models: what they cost, and what takes over for them.",
        subcommands: [
            ModelCreate.self, ModelList.self, ModelGet.self, ModelUpdate.self, ModelDelete.self, ModelImport.self,
            ModelPrices.self, ModelFallbacksCommand.self, ModelResolve.self,
        ])
}
