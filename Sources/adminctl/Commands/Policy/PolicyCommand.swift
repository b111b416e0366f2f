import ArgumentParser

struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Rate limits and budgets.",
        subcommands: [RateCommand.self, UsageCommand.self, PolicyApply.self])
}

struct RateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate", abstract: "Rate limits: how much in any second, minute, hour, day or week.",
        subcommands: [
            RateCreate.self, RateList.self, RateGet.self, RateUpdate.self, RateArchive.self, RateRestore.self,
        ])
}

struct UsageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "Budgets: how much in a period.",
        subcommands: [
            UsageCreate.self, UsageList.self, UsageGet.self, UsageUpdate.self, UsageArchive.self, UsageRestore.self,
            UsageEntities.self, UsageReset.self, UsageOverride.self,
        ])
}
