/// A command's page for `man`, in roff.
struct ManualPage {
    let command: ToolDescription.Command

    var fileName: String { command.pageName + ".1" }

    var text: String {
        let title = command.pageName.uppercased()
        var lines = [".TH \(Roff.quoted(title)) 1 \"\" \(Roff.quoted("adminctl \(Version.current)")) \"Keyhold\""]
        lines += [".SH NAME", Roff.escaped(command.pageName) + " \\- " + Roff.escaped(command.abstract ?? "")]
        lines += [".SH SYNOPSIS", ".B " + Roff.escaped(command.words)] + synopsis
        lines += command.discussion.map { [".SH DESCRIPTION"] + Roff.paragraphs($0) } ?? []
        lines += section("ARGUMENTS", arguments.filter { $0.kind == "positional" })
        lines += section("OPTIONS", arguments.filter { $0.kind != "positional" })
        lines += commands
        return lines.joined(separator: "\n") + "\n"
    }

    private var arguments: [ToolDescription.Argument] {
        (command.arguments ?? []).filter(\.shouldDisplay)
    }

    private var synopsis: [String] {
        if !command.children.isEmpty { return [".I subcommand"] }
        let words = arguments.map { argument in
            let word = Self.label(argument)
            return argument.isOptional ? "[\(word)]" : word
        }
        return words.map(Roff.escaped)
    }

    private func section(_ title: String, _ arguments: [ToolDescription.Argument]) -> [String] {
        guard !arguments.isEmpty else { return [] }
        return [".SH " + title]
            + arguments.flatMap { argument -> [String] in
                var help = argument.abstract ?? ""
                if let values = argument.allValues, !values.isEmpty {
                    help += " (values: \(values.joined(separator: ", ")))"
                }
                if let standard = argument.defaultValue { help += " (default: \(standard))" }
                return [".TP", ".B " + Roff.escaped(Self.label(argument, all: true)), Roff.escaped(help)]
            }
    }

    private var commands: [String] {
        guard !command.children.isEmpty else { return [] }
        let list = command.children.flatMap { child in
            [".TP", ".BR \(Roff.escaped(child.pageName)) (1)", Roff.escaped(child.abstract ?? "")]
        }
        return [".SH COMMANDS"] + list
    }

    private static func label(_ argument: ToolDescription.Argument, all: Bool = false) -> String {
        let names = (argument.names ?? []).map(\.text)
        let value = "<\(argument.valueName ?? "value")>" + (argument.isRepeating ? " ..." : "")
        guard argument.kind != "positional" else { return value }
        let long = names.last { $0.hasPrefix("--") } ?? names.last ?? ""
        let name = all ? names.joined(separator: ", ") : long
        return argument.kind == "flag" ? name : "\(name) \(value)"
    }
}
