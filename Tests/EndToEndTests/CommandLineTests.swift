import AdminClient
import Foundation
import Testing
import Wire

/// `adminctl` against the real daemon: every noun and verb, and how it ends.
@Suite struct `The command line` {
    @Test func `creates, lists, gets, changes and deletes everything there is`() throws {
        try withDaemon { daemon in
            let acme = try id(daemon, "org", "create", "Acme", "--time-zone", "Europe/Vilnius")
            try walk(daemon, "org", acme, update: ["--name", "Acme 2"], shows: "Acme 2", delete: false)
            let user = try id(daemon, "user", "create", "a@example.com", "--name", "Ada", "--role", "owner")
            try walk(daemon, "user", user, update: ["--name", "Ada L."], shows: "Ada L.", delete: false)
            let team = try id(daemon, "team", "create", "Research", "--metadata", "a=b")
            try walk(daemon, "team", team, update: ["--description", "Deep"], shows: "Deep", delete: false)
            let place = ["--team", "research"]
            #expect(try id(daemon, "member", "create", user, "--team", team) == user)
            try walk(daemon, "member", user, place, update: ["--role", "admin"], shows: "admin")
            let key = try id(daemon, "key", "create", "gateway", "--team", "research", "--expires", "90d")
            try walk(
                daemon, "key", key, place, update: ["--model", "openai/gpt-4o"], shows: "openai/gpt-4o", delete: false)
            #expect(try run(daemon, ["key", "delete", key, "--yes"] + place).status == 0)
            #expect(try run(daemon, ["key", "list", "--output", "name"] + place).output.isEmpty)
            #expect(try run(daemon, ["key", "list", "--include-removed", "--output", "name"] + place).lines == [key])
            let client = try id(daemon, "client", "create", "tool", "--scope", "teams.read", "--user", user)
            #expect(try run(daemon, ["client", "rotate-secret", client, "--transition", "1h"]).status == 0)
            try walk(daemon, "client", client, update: ["--disable"], shows: "disabled")
            #expect(try run(daemon, ["team", "delete", team, "--yes"]).status == 0)
            let lastOwner = try run(daemon, ["user", "delete", user, "--yes"])
            #expect(lastOwner.status == 1)
            #expect(try run(daemon, ["org", "delete", acme, "--yes"]).status == 0)
            #expect(try run(daemon, ["org", "get", acme]).status == 3)
        }
    }

    @Test func `pipes ids from one command into the next`() throws {
        try withDaemon { daemon in
            _ = try id(daemon, "org", "create", "Acme")
            _ = try id(daemon, "team", "create", "Research")
            for name in ["a", "b", "c"] { _ = try id(daemon, "key", "create", name, "--team", "research") }
            let adminctl = "'\(Program.adminctl.executable.path)'"
            let outcome = try Program.run(
                URL(fileURLWithPath: "/bin/sh"),
                [
                    "-ec",
                    """
                    \(adminctl) key list --team research --output name |
                        xargs -I {} \(adminctl) key delete --team research --yes {}
                    \(adminctl) key list --team research --output name
                    """,
                ], environment(daemon))
            #expect(outcome.status == 0, "\(outcome.talk)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.talk.components(separatedBy: "Deleted the key").count == 4)
        }
    }

    @Test func `prints tables with aligned columns, JSON and YAML of the same things`() throws {
        try withDaemon { daemon in
            _ = try id(daemon, "org", "create", "Acme")
            for name in ["Research", "Go-to-market"] { _ = try id(daemon, "team", "create", name) }
            let table = try run(daemon, ["team", "list", "-o", "wide"])
            #expect(table.talk.isEmpty)
            let head = try #require(table.lines.first)
            #expect(head.hasPrefix("ID "))
            let column = try #require(head.range(of: "SLUG")).lowerBound
            let offset = head.distance(from: head.startIndex, to: column)
            #expect(
                table.lines.map { String($0.dropFirst(offset).prefix { $0 != " " }) } == [
                    "SLUG", "research", "go-to-market",
                ])
            let names = try run(daemon, ["team", "list"]).lines.first
            #expect(names?.hasPrefix("SLUG ") == true && names?.contains("ID ") == false)
            let list = try JSONDecoder().decode(
                [TeamBody].self, from: Data(try run(daemon, ["team", "list", "-o", "json"]).output.utf8))
            #expect(list.map(\.name) == ["Research", "Go-to-market"])
            #expect(try run(daemon, ["team", "list", "-o", "name"]).lines == list.map(\.id))
            let yaml = try run(daemon, ["team", "get", "research", "-o", "yaml"]).lines
            #expect(yaml.contains("slug: research"))
            #expect(yaml.contains("id: \(list[0].id)"))
        }
    }

    @Test func `ends with the code that scripts branch on`() throws {
        try withDaemon { daemon in
            _ = try id(daemon, "org", "create", "Acme")
            _ = try id(daemon, "team", "create", "Research")
            let key = try run(daemon, ["key", "create", "a", "--team", "research", "--disabled", "-o", "json"])
            #expect(try run(daemon, ["status"]).status == 0)
            #expect(try run(daemon, ["whoami"]).status == 0)
            #expect(try run(daemon, ["team", "create", "Research"]).status == 1)
            #expect(try run(daemon, ["team", "create"]).status == 2)
            #expect(try run(daemon, ["team", "delete", "research"]).status == 2)
            #expect(try run(daemon, ["team", "get", "nobody"]).status == 3)
            #expect(try run(daemon, ["key", "get", UUID().uuidString, "--team", "research"]).status == 3)
            let denied = try run(daemon, ["verify"], input: try key.text("api_key"))
            #expect(denied.status == 5)
            #expect(denied.output.contains("disabled"))
            #expect(try run(daemon, ["verify"], input: "nonsense").status == 5)
            #expect(try run(daemon, ["verify"]).status == 2)
            daemon.stop()
            let gone = try run(daemon, ["team", "list"])
            #expect(gone.status == 4)
            #expect(gone.talk.contains(daemon.url))
            #expect(gone.talk.contains("Is admind running"))
            #expect(gone.output.isEmpty)
        }
    }

    @Test func `says plainly that a credential is wrong, or may not`() throws {
        try withDaemon { daemon in
            _ = try id(daemon, "org", "create", "Acme")
            let root = try daemon.root()
            let secret = root.clientSecret.dropLast() + (root.clientSecret.hasSuffix("a") ? "b" : "a")
            let wrong = try run(
                daemon, ["team", "list"],
                [
                    "KEYHOLD_CLIENT_SECRET_FILE": "", "KEYHOLD_CLIENT_ID": root.clientID,
                    "KEYHOLD_CLIENT_SECRET": String(secret), "XDG_CACHE_HOME": daemon.data + "/../other",
                ])
            #expect(wrong.status == 1)
            #expect(wrong.talk.hasPrefix("adminctl: the server does not accept this client id and secret"))
            #expect(wrong.talk.contains("KEYHOLD_CLIENT_SECRET"))
            #expect(!wrong.talk.contains(secret))
            #expect(wrong.output.isEmpty)

            let reader = try run(daemon, ["client", "create", "reader", "--scope", "teams.read", "-o", "json"])
            let narrow = [
                "KEYHOLD_CLIENT_SECRET_FILE": "", "KEYHOLD_CLIENT_ID": try reader.text("client_id"),
                "KEYHOLD_CLIENT_SECRET": try reader.text("client_secret"),
            ]
            #expect(try run(daemon, ["team", "list"], narrow).status == 0)
            let forbidden = try run(daemon, ["team", "create", "A"], narrow)
            #expect(forbidden.status == 1)
            #expect(forbidden.talk.hasPrefix("adminctl: not allowed:"))
            let none = try run(daemon, ["team", "list"], ["KEYHOLD_CLIENT_SECRET_FILE": ""])
            #expect(none.status == 2)
        }
    }

    private func withDaemon(_ body: (Daemon) throws -> Void) throws {
        try Folder.run { folder in try folder.serve { try body($0) } }
    }

    private func environment(_ daemon: Daemon) -> [String: String] {
        daemon.adminctlEnvironment.merging(["KEYHOLD_ORGANIZATION": "acme"]) { $1 }
    }

    private func run(
        _ daemon: Daemon, _ arguments: [String], _ more: [String: String] = [:], input: String = ""
    ) throws -> Program.Outcome {
        try Program.adminctl.run(arguments, environment(daemon).merging(more) { $1 }, input: input)
    }

    /// Makes something, and returns what `--output name` prints of it.
    private func id(_ daemon: Daemon, _ arguments: String...) throws -> String {
        let outcome = try run(daemon, arguments + ["--output", "name"])
        #expect(outcome.status == 0, "\(arguments.prefix(2)): \(outcome.talk)")
        return try #require(outcome.lines.first)
    }

    /// What is there is listed and got, changes, and is gone once it is deleted.
    private func walk(
        _ daemon: Daemon, _ noun: String, _ id: String, _ place: [String] = [], update: [String], shows text: String,
        delete: Bool = true
    ) throws {
        #expect(try run(daemon, [noun, "list", "--output", "name"] + place).lines.contains(id))
        #expect(try run(daemon, [noun, "get", id] + place).output.contains(id))
        let changed = try run(daemon, [noun, "update", id] + update + place)
        #expect(changed.status == 0, "\(noun): \(changed.talk)")
        #expect(try run(daemon, [noun, "get", id] + place).output.contains(text))
        guard delete else { return }
        let unconfirmed = try run(daemon, [noun, "delete", id] + place)
        #expect(unconfirmed.status == 2)
        let deleted = try run(daemon, [noun, "delete", id, "--yes"] + place)
        #expect(deleted.status == 0)
        #expect(deleted.output.isEmpty)
        #expect(try run(daemon, [noun, "get", id] + place).status == 3)
        #expect(try run(daemon, [noun, "delete", id, "--yes"] + place).status == 3)
    }
}
