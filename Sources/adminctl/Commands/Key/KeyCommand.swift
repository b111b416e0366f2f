import ArgumentParser

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "API keys of a team or of a user.",
        subcommands: [
            KeyCreate.self, KeyList.self, KeyGet.self, KeyUpdate.self, KeyDelete.self, KeyRotate.self,
            KeyRegenerate.self, KeyRotation.self, KeyComplete.self, KeyExtend.self, KeyRollback.self, KeyRotateAll.self,
            KeyRotateSelf.self, KeyDue.self, KeyLookup.self, KeyRevokeLeaked.self,
        ])
}
