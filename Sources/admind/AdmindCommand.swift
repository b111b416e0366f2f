import AdminAPI
import ArgumentParser
import CProcess
import Foundation

@main
enum Program {
    static func main() async {
        _ = keyhold_forbid_dumps()
        guard hasReadableArguments(CommandLine.arguments) else {
            let refusal = "admind: the arguments cannot be read, so nothing is done. Is /proc mounted?\n"
            FileHandle.standardError.write(Data(refusal.utf8))
            exit(2)
        }
        await AdmindCommand.main()
    }

    /// There always is one, the program's own name; on Linux they are read from /proc. Without them `admind doctor` would
    /// look like `admind`, which serves.
    static func hasReadableArguments(_ arguments: [String]) -> Bool { arguments.first?.isEmpty == false }
}

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
            DoctorCommand.self, RecoverRootCommand.self, AcceptAuditCommand.self, CheckConfigCommand.self,
            OpenAPICommand.self,
        ],
        defaultSubcommand: ServeCommand.self)

    static func main() async {
        StandardStreams.prepare()
        await main(nil)
    }
}
