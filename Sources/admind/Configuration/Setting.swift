import AdminAPI
import Domain
import HTTPTypes
import Logging
import Policy

/// One setting: its name, and how its text becomes a value. A list's items come one a line.
struct Setting: Sendable {
    /// `section.name`, as in the file; `KEYHOLD_SECTION_NAME` in the environment.
    let key: String
    /// What a value has to be, to complete the sentence "must be …".
    let wanted: String
    let apply: @Sendable (String, inout Settings) -> Bool

    var variable: String { "KEYHOLD_" + key.uppercased().replacing(".", with: "_") }

    /// In the order of the example file.
    static let all: [Setting] = server + tls + inside

    /// What is not about connections.
    private static let inside: [Setting] = [
        boolean("log.requests", \.logsRequests),
        word("log.level", \.logLevel),
        Setting(key: "data.directory", wanted: "a path") { text, settings in
            set(text.isEmpty ? nil : text) { settings.dataDirectory = $0 }
        },
        text("vault.key_file", "a path", \.vaultKeyFile),
        text("vault.key_variable", "the name of an environment variable", \.vaultKeyVariable),
        Setting(key: "vault.key_command", wanted: "a list: a program and its arguments") { text, settings in
            set(text) { settings.vaultKeyCommand = $0.split(separator: "\n").map(String.init) }
        },
        Setting(key: "proxy.trusted", wanted: "a list of addresses, CIDR blocks, or the word unix") { text, settings in
            let peers = names(text)
            let isKnown = peers.allSatisfy { $0 == "unix" || AddressBlock($0) != nil }
            return set(isKnown ? peers : nil) { settings.trustedProxies = $0 }
        },
        Setting(key: "proxy.key_header", wanted: "the name of an HTTP header, or a list of names, none twice") {
            text, settings in
            set(KeyHeaders(names(text)) == nil ? nil : names(text)) { settings.proxyKeyHeaders = $0 }
        },
        Setting(key: "proxy.model_header", wanted: "the name of an HTTP header, or empty") { text, settings in
            set(text.isEmpty ? "" : HTTPField.Name(text).map { _ in text }) { settings.proxyModelHeader = $0 }
        },
        integer("database.readers", 1...64, \.databaseReaders),
        integer("limits.default_output_tokens", 1...1_000_000_000, \.defaultOutputTokens),
        integer("limits.max_counters", 1...10_000_000, \.maximumCounters),
        integer("usage.max_age_days", 1...3660, \.maximumUsageAgeDays),
        integer("rotation.transition_seconds", KeyRules.transitionSeconds, \.transitionSeconds),
        integer("oauth.token_lifetime_seconds", 60...86_400, \.tokenLifetimeSeconds),
        integer("oauth.max_tokens_per_client", 1...1_000_000, \.maximumTokensPerClient),
        integer("housekeeping.interval_seconds", 1...60, \.housekeepingSeconds),
    ]

    /// The items of a list of words, which in a variable may stand on one line.
    private static func names(_ text: String) -> [String] {
        text.split(whereSeparator: { $0 == "\n" || $0 == "," || $0 == " " }).map(String.init)
    }

    static func set<Value>(_ value: Value?, _ assign: (Value) -> Void) -> Bool {
        guard let value else { return false }
        assign(value)
        return true
    }

    static func integer(
        _ key: String, _ range: ClosedRange<Int64>, _ path: any WritableKeyPath<Settings, Int64> & Sendable
    ) -> Setting {
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return Setting(key: key, wanted: wanted) { text, settings in
            guard let value = Int64(text), range.contains(value) else { return false }
            settings[keyPath: path] = value
            return true
        }
    }

    /// Any text is taken.
    static func text(
        _ key: String, _ wanted: String, _ path: any WritableKeyPath<Settings, String> & Sendable
    ) -> Setting {
        Setting(key: key, wanted: wanted) { text, settings in
            settings[keyPath: path] = text
            return true
        }
    }

    /// One word of a closed set.
    static func word<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        _ key: String, _ path: any WritableKeyPath<Settings, Word> & Sendable
    ) -> Setting {
        let words = Word.allCases.map(\.rawValue)
        return Setting(key: key, wanted: "one of " + words.joined(separator: ", ")) { text, settings in
            set(Word(rawValue: text)) { settings[keyPath: path] = $0 }
        }
    }

    static func boolean(
        _ key: String, _ path: any WritableKeyPath<Settings, Bool> & Sendable
    ) -> Setting {
        Setting(key: key, wanted: "true or false") { text, settings in
            guard let value = Bool(text) else { return false }
            settings[keyPath: path] = value
            return true
        }
    }
}
