import ArgumentParser

/// Finds the word that is no command, where the parser only counts what it did not expect.
enum UnknownCommand {
    /// Nil where all words that name commands are known.
    static func text(_ arguments: [String]) -> String? {
        var command: any ParsableCommand.Type = AdminCtl.self
        var path = ["adminctl"]
        for word in arguments {
            let children = command.configuration.subcommands
            guard !children.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
            guard let child = children.first(where: { name($0) == word }) else {
                return text(word, among: children.map(name), path.joined(separator: " "))
            }
            command = child
            path.append(word)
        }
        return nil
    }

    private static func text(_ word: String, among names: [String], _ path: String) -> String {
        let distances = names.map { (name: $0, distance: distance(word, $0)) }
        let close = distances.filter { $0.distance <= max(1, word.count / 3) || $0.name.hasPrefix(word) }
            .sorted { $0.distance < $1.distance }.prefix(3).map(\.name)
        let hint = close.isEmpty ? "" : " Did you mean \(close.joined(separator: " or "))?"
        return "there is no command “\(path) \(word)”.\(hint) `\(path) --help` lists what there is."
    }

    private static func name(_ command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? command._commandName
    }

    /// How many letters have to be put in, taken out or changed (Levenshtein).
    private static func distance(_ one: String, _ other: String) -> Int {
        let letters = Array(other)
        var row = Array(0...letters.count)
        for (line, letter) in one.enumerated() {
            var corner = row[0]
            row[0] = line + 1
            for (index, otherLetter) in letters.enumerated() {
                let changed = corner + (letter == otherLetter ? 0 : 1)
                corner = row[index + 1]
                row[index + 1] = min(changed, min(row[index], row[index + 1]) + 1)
            }
        }
        return row[letters.count]
    }
}
