import ArgumentParser

struct TeamCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team", abstract: "Teams: the groups of an organization, which own API keys.",
        subcommands: [
            TeamCreate.self, TeamList.self, TeamGet.self, TeamUpdate.self, TeamDelete.self,
            TeamModelsCommand.self,
        ])
}
