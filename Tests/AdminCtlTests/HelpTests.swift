import ArgumentParser
import Testing

@testable import adminctl

@Suite struct HelpTests {
    @Test(arguments: HelpTests.commands)
    func `the help of every command reads as it was reviewed`(command: NamedCommand) throws {
        let help = AdminCtl.helpMessage(for: command.type, columns: 100) + "\n"
        try Golden.expect(help, is: "help-" + command.name)
    }

    @Test func `no help text is left over from a command that is gone`() throws {
        let kept = try Golden.names().filter { $0.hasPrefix("help-") }
        #expect(kept == Set(Self.commands.map { "help-" + $0.name }))
    }

    @Test func `every noun can be created, listed, shown, changed and deleted`() {
        let verbs = ["create", "list", "get", "update", "delete"]
        for noun in ["org", "user", "team", "member", "client", "key", "model"] {
            let names = Set(Self.commands.map(\.name))
            #expect(verbs.allSatisfy { names.contains("adminctl-\(noun)-\($0)") }, "\(noun)")
        }
    }

    struct NamedCommand: Sendable, CustomTestStringConvertible {
        let name: String
        let type: any ParsableCommand.Type

        var testDescription: String { name }
    }

    static let commands = all(AdminCtl.self, "")

    private static func all(_ type: any ParsableCommand.Type, _ prefix: String) -> [NamedCommand] {
        let own = type.configuration.commandName ?? String(describing: type).lowercased()
        let name = prefix + own
        return [NamedCommand(name: name, type: type)]
            + type.configuration.subcommands.flatMap { all($0, name + "-") }
    }
}
