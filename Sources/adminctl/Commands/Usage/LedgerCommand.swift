import ArgumentParser

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "What calls have used.",
        subcommands: [
            UsageRecord.self, LedgerList.self, LedgerGet.self, LedgerExport.self, LedgerCorrect.self,
            LedgerReprice.self,
        ])
}
