import ArgumentParser
import Foundation

/// What the argument parser says of the program: the definitions that also parse and help.
struct ToolDescription: Decodable {
    let command: Command

    static func current() throws -> Command {
        try JSONDecoder().decode(ToolDescription.self, from: Data(AdminCtl._dumpHelp().utf8)).command
    }

    struct Command: Decodable {
        let commandName: String
        let superCommands: [String]?
        let abstract: String?
        let discussion: String?
        let shouldDisplay: Bool?
        let subcommands: [Command]?
        let arguments: [Argument]?

        /// `adminctl-key-create`.
        var pageName: String { ((superCommands ?? []) + [commandName]).joined(separator: "-") }
        /// `adminctl key create`.
        var words: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }
        /// `help` explains itself.
        var children: [Command] { (subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false } }
        var all: [Command] { [self] + children.flatMap(\.all) }
    }

    struct Argument: Decodable {
        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let allValues: [String]?
        let abstract: String?
    }

    struct Name: Decodable {
        let kind: String
        let name: String

        var text: String { (kind == "long" ? "--" : "-") + name }
    }
}
