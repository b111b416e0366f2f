import ArgumentParser

struct MemberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Members: which users are in a team, and as what.",
        subcommands: [
            MemberCreate.self, MemberList.self, MemberGet.self, MemberUpdate.self, MemberDelete.self,
        ])
}
