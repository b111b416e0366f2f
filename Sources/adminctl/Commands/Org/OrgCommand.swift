import ArgumentParser

struct OrgCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "org", abstract: "Organizations: the tenants of the server.",
        subcommands: [
            OrgCreate.self, OrgList.self, OrgGet.self, OrgUpdate.self, OrgDelete.self,
        ])
}
