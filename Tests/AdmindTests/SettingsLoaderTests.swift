import Domain
import Foundation
import TestSupport
import Testing

@testable import admind

struct SettingsLoaderTests {
    /// - Parameter yaml: what stands in the file; `nil` for no file.
    private func load(
        _ yaml: String? = nil, environment: [String: String] = [:], flags: [String: String] = [:]
    ) async throws -> Result<Settings, ConfigurationProblems> {
        try await withTemporaryFolder { folder in
            let path = folder + "/admind.yaml"
            try yaml?.write(toFile: path, atomically: true, encoding: .utf8)
            let loader = SettingsLoader(file: yaml.map { _ in path }, environment: environment, flags: flags)
            return Result { () throws(ConfigurationProblems) in try loader.load() }
        }
    }

    private func problems(
        _ yaml: String? = nil, environment: [String: String] = [:], flags: [String: String] = [:]
    ) async throws -> [String] {
        guard case .failure(let error) = try await load(yaml, environment: environment, flags: flags) else { return [] }
        return error.problems
    }

    @Test(arguments: ["", "# nothing\n", "{}\n"])
    func `without anything said the defaults hold`(_ yaml: String) async throws {
        #expect(try await load().get() == Settings())
        #expect(try await load(yaml).get() == Settings())
    }

    @Test(arguments: ["\n", "\r\n"])
    func `a byte-order mark before the file is dropped, and lines end in either way`(_ end: String) async throws {
        let lines = [
            "# ours", "database:", "  readers: 2", "server:", "  listen:", "    - 127.0.0.1:1", "    - 127.0.0.1:2",
        ]
        let settings = try await load("\u{FEFF}" + lines.joined(separator: end) + end).get()
        #expect(settings.databaseReaders == 2)
        #expect(settings.listeners.count == 2)
        #expect(try await load("\u{FEFF}").get() == Settings())
    }

    @Test func `the environment goes over the file, and a flag over both`() async throws {
        let yaml = "database:\n  readers: 2\nrotation:\n  transition_seconds: 0\nserver:\n  drain_seconds: 3\n"
        let settings = try await load(
            yaml, environment: ["KEYHOLD_DATABASE_READERS": "3", "KEYHOLD_ROTATION_TRANSITION_SECONDS": "5"],
            flags: ["database.readers": "4"]
        ).get()
        #expect(settings.databaseReaders == 4)
        #expect(settings.transitionSeconds == 5)
        #expect(settings.drainSeconds == 3)
    }

    @Test func `all problems are told at once, each with its name and its value`() async throws {
        let found = try await problems(
            "server:\n  listen: nowhere\n  colour: red\ndatabase: 5\nlog:\n  level: [loud, {a: b}]\n",
            environment: ["KEYHOLD_DATABASE_READERS": "65", "KEYHOLD_SERVER_LISTENS": "x", "KEYHOLD_URL": "x"],
            flags: ["oauth.token_lifetime_seconds": "1"])
        for wanted in [
            ["server.listen", "'nowhere'"], ["server.colour"], ["database"], ["log.level"],
            ["KEYHOLD_DATABASE_READERS", "'65'", "1 to 64"], ["KEYHOLD_SERVER_LISTENS"],
            ["oauth.token_lifetime_seconds", "'1'"],
        ] {
            #expect(found.contains { problem in wanted.allSatisfy(problem.contains) }, "\(wanted) in \(found)")
        }
        #expect(found.count == 7)
    }

    @Test(arguments: Setting.all.map(\.key))
    func `every setting is taken from the file and from the environment, and refused when it is nonsense`(
        _ key: String
    ) async throws {
        let setting = try #require(Setting.all.first { $0.key == key })
        #expect(setting.variable == "KEYHOLD_" + key.uppercased().replacing(".", with: "_"))
        #expect(!setting.wanted.isEmpty)
        let parts = key.split(separator: ".")
        #expect(parts.count == 2)
        // Texts are free; everything else has something that it is not.
        let free: Set<String> = [
            "data.directory", "vault.key_file", "vault.key_variable", "vault.key_command", "tls.certificate_file",
            "tls.key_file", "tls.client_ca_file",
        ]
        guard !free.contains(key) else { return }
        #expect(try await problems("\(parts[0]):\n  \(parts[1]): \"☃\"\n").count == 1)
        #expect(try await problems(environment: [setting.variable: "☃"]).count == 1)
    }

    @Test(arguments: ["[x-api-key, Authorization]", "\"x-api-key, Authorization\"", "\"x-api-key Authorization\""])
    func `key headers are a list, also in one line`(_ list: String) async throws {
        #expect(
            try await load("proxy:\n  key_header: \(list)\n").get().proxyKeyHeaders == ["x-api-key", "Authorization"])
        #expect(try await load("proxy:\n  key_header: api-key\n").get().proxyKeyHeaders == ["api-key"])
        let given = list.filter { !"[]\"".contains($0) }
        let settings = try await load(environment: ["KEYHOLD_PROXY_KEY_HEADER": given]).get()
        #expect(settings.proxyKeyHeaders == ["x-api-key", "Authorization"])
    }

    @Test(arguments: ["[]", "\"\"", "[a, A]", "[a, \"b:c\"]", "[[a]]"])
    func `a list of key headers that is empty, names one twice, or names none is refused`(_ list: String) async throws {
        #expect(try await problems("proxy:\n  key_header: \(list)\n").count == 1)
    }

    @Test(arguments: [
        ("https://a.example", ""), ("https://a.example/keyhold", "https://a.example/keyhold"),
        ("http://[::1]:8700/a/b", "http://[::1]:8700/a/b"),
    ])
    func `links lead under the public address where that has a path`(_ url: String, _ base: String) async throws {
        let settings = try await load("server:\n  public_url: \"\(url)\"\n").get()
        #expect(settings.service.issuer == url && settings.service.linkBase == base)
    }

    @Test(arguments: [
        "https://", "https://a/", "ftp://a", "a.example", "https://a?b", "https://a#b", "https://u:p@a",
        "https://a/<b>",
        "https://a b", "https:///x",
    ])
    func `what is no such address is no public address`(_ url: String) async throws {
        #expect(try await problems("server:\n  public_url: \"\(url)\"\n").count == 1)
    }

    @Test func `a file that is missing, or no YAML, or no sections is a problem and no crash`() async throws {
        let missing = SettingsLoader(file: "/nonexistent/admind.yaml", environment: [:], flags: [:])
        #expect(throws: ConfigurationProblems.self) { try missing.load() }
        for yaml in ["[1, 2]", "server: [", "just text", "server:\n\tlisten: x"] {
            #expect(try await !problems(yaml).isEmpty, "\(yaml)")
        }
    }

    @Test func `the vault key has one source`() async throws {
        let found = try await problems("vault:\n  key_variable: KEY\n  key_command: [pass, show, keyhold]\n")
        #expect(found.count == 1)
        let settings = try await load("vault:\n  key_command: [pass, show, \"a b\"]\n").get()
        #expect(settings.vaultKeyCommand == ["pass", "show", "a b"])
    }

    @Test(arguments: [
        ("127.0.0.1:8700", "127.0.0.1", 8700), ("[::1]:0", "::1", 0), ("localhost:65535", "localhost", 65_535),
        ("0.0.0.0:1", "0.0.0.0", 1),
    ])
    func `an address to listen at is host and port`(_ text: String, _ host: String, _ port: Int) {
        #expect(ListenAddress(text) == ListenAddress(host: host, port: port))
        #expect(ListenAddress(text)?.description == text)
    }

    @Test(arguments: ["", ":", ":80", "localhost", "localhost:", "::1:80", "a:65536", "a:-1", "a:b", "[]:80", "a:80 "])
    func `what is no such address is refused`(_ text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
