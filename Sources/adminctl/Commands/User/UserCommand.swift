import ArgumentParser

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Users: the people of an organization.",
        subcommands: [
            UserCreate.self, UserList.self, UserGet.self, UserUpdate.self, UserDelete.self,
        ])
}
