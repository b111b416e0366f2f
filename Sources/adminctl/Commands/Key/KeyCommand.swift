import ArgumentParser

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "API keys of a team or of a user.",
        subcommands: [
            KeyCreate.self, KeyList.self, KeyGet.self, KeyUpdate.self, KeyDelete.self, KeyRotate.self,
            KeyRegenerate.self, KeyRotateSelf.self,
        ])
}
