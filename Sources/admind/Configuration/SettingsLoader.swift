import Domain
import Foundation
import Yams

/// Everything that is wrong with the configuration, at once.
struct ConfigurationProblems: Error, Equatable, CustomStringConvertible {
    let problems: [String]

    var description: String {
        "The configuration is not usable:\n" + problems.map { "  - \($0)" }.joined(separator: "\n")
    }
}

/// Reads the settings: the file, then the environment, then flags; what comes later wins.
struct SettingsLoader {
    /// A path given by `--config`; `nil` reads no file.
    let file: String?
    let environment: [String: String]
    /// By setting key.
    let flags: [String: String]

    func load() throws(ConfigurationProblems) -> Settings {
        var settings = Settings()
        var problems: [String] = []
        for source in [fromFile(&problems), fromEnvironment(), fromFlags()] {
            for value in source.sorted(by: { $0.key < $1.key }) { apply(value, to: &settings, &problems) }
        }
        problems += unknownVariables(settings)
        problems += settings.contradictions
        guard problems.isEmpty else { throw ConfigurationProblems(problems: problems) }
        return settings
    }

    private struct Value {
        let key: String
        let text: String
        /// What the operator wrote it as.
        let spelling: String
    }

    private func apply(_ value: Value, to settings: inout Settings, _ problems: inout [String]) {
        guard let setting = Setting.all.first(where: { $0.key == value.key }) else {
            problems.append("\(value.spelling): there is no such setting.")
            return
        }
        if !setting.apply(value.text, &settings) {
            problems.append("\(value.spelling) is '\(value.text)', and must be \(setting.wanted).")
        }
    }

    private func fromFile(_ problems: inout [String]) -> [Value] {
        guard let file else { return [] }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            problems.append("\(file) cannot be read.")
            return []
        }
        do {
            guard let root = try Yams.compose(yaml: text) else { return [] }
            return flatten(root, file, &problems)
        } catch {
            problems.append("\(file) is not valid YAML: \(error)")
            return []
        }
    }

    private func flatten(_ root: Node, _ file: String, _ problems: inout [String]) -> [Value] {
        guard let sections = root.mapping else {
            problems.append("\(file) must hold sections, such as server:, with settings beneath them.")
            return []
        }
        var values: [Value] = []
        for (section, node) in sections {
            let name = section.string ?? "?"
            guard let settings = node.mapping else {
                problems.append("\(name) in \(file) must hold settings beneath it.")
                continue
            }
            for (setting, value) in settings {
                let key = "\(name).\(setting.string ?? "?")"
                guard let text = Self.text(value) else {
                    problems.append("\(key) in \(file) must be one value or a list of values.")
                    continue
                }
                values.append(Value(key: key, text: text, spelling: "\(key) in \(file)"))
            }
        }
        return values
    }

    private static func text(_ node: Node) -> String? {
        if let scalar = node.scalar { return scalar.tag.description == "tag:yaml.org,2002:null" ? "" : scalar.string }
        guard let items = node.sequence?.map(\.scalar), !items.contains(where: { $0 == nil }) else { return nil }
        return items.compactMap { $0?.string }.joined(separator: "\n")
    }

    private func fromEnvironment() -> [Value] {
        Setting.all.compactMap { setting in
            environment[setting.variable].map { Value(key: setting.key, text: $0, spelling: setting.variable) }
        }
    }

    private func fromFlags() -> [Value] {
        flags.map { Value(key: $0.key, text: $0.value, spelling: "the flag for \($0.key)") }
    }

    /// A variable that begins like a setting's and is none is a slip. `KEYHOLD_URL` and its like, which belong to
    /// `adminctl`, begin like none.
    private func unknownVariables(_ settings: Settings) -> [String] {
        let known = Set(Setting.all.map(\.variable) + [settings.vaultKeyVariable])
        let sections = Set(Setting.all.map { "KEYHOLD_" + $0.key.prefix { $0 != "." }.uppercased() + "_" })
        return environment.keys.sorted()
            .filter { name in sections.contains { name.hasPrefix($0) } && !known.contains(name) }
            .map { "\($0): there is no such setting." }
    }
}
