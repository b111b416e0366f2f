import AdminAPI
import ArgumentParser

@main
struct AdmindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admind",
        abstract: "Keyhold: key management, access and budgets for LLM gateways.",
        discussion: """
            Settings come from a YAML file, then from the environment (KEYHOLD_SECTION_NAME), then from flags. \
            config/admind.example.yaml lists every one with its default.
            """,
        version: "admind \(keyholdVersion)",
        subcommands: [
            ServeCommand.self, InitCommand.self, MigrateCommand.self, BackupCommand.self, RestoreCommand.self,
            DoctorCommand.self, RecoverRootCommand.self, CheckConfigCommand.self, OpenAPICommand.self,
        ],
        defaultSubcommand: ServeCommand.self)

    static func main() async {
        StandardStreams.prepare()
        await main(nil)
    }
}
