import ArgumentParser

struct ClientCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client", abstract: "OAuth clients: how tools reach the management API.",
        subcommands: [
            ClientCreate.self, ClientList.self, ClientGet.self, ClientUpdate.self, ClientDelete.self,
            ClientRotateSecret.self, ClientRotation.self, ClientComplete.self, ClientExtend.self, ClientRollback.self,
        ])
}
