import AdminClient
import Foundation
import LoopbackSupport
import Testing

@testable import adminctl

@Suite struct ProfileTests {
    private static let credential = #"{"client_id": "client-1", "client_secret": "khs_canarySecret", "scopes": ["*"]}"#

    @Test func `after a login commands need neither address nor credential, and the file is private`() throws {
        try withHome { home in
            try StubServer.run { server in
                let login = try Program.run(
                    ["login", "--url", server.url, "--credential", "-"], home, input: Self.credential)
                #expect(login.status == 0 && !login.talk.contains("canary"), "\(login.talk)")
                let list = try Program.run(["team", "list", "-o", "name"], home)
                #expect(list.status == 0 && list.output == StubServer.teamID + "\n", "\(list.talk)")
                let directory = try #require(home["XDG_CONFIG_HOME"]) + "/keyhold"
                #expect(try mode(directory) == 0o700 && mode(directory + "/profiles.json") == 0o600)
                for format in ["table", "wide", "json", "yaml", "name"] {
                    let shown = try Program.run(["profile", "show", "-o", format], home)
                    #expect(shown.status == 0 && !(shown.output + shown.talk).contains("canary"))
                }
            }
        }
    }

    @Test func `of many who save profiles at once each is there afterwards`() throws {
        try TemporaryDirectory.run { directory in
            let environment = ["XDG_CONFIG_HOME": directory]
            let profile = Profile(
                url: "https://keys.example.com", clientID: "client-1", clientSecret: SecretText("khs_canarySecret"),
                organization: nil)
            DispatchQueue.concurrentPerform(iterations: 24) { number in
                // Each opens the file anew, as a process of its own does.
                _ = try? ProfileStore(environment).change { $0.profiles["p\(number)"] = profile }
            }
            let kept = try ProfileStore(environment).read()
            #expect(kept.profiles.count == 24)
        }
    }

    @Test func `a credential that the server refuses is not saved`() throws {
        try withHome { home in
            try LoopbackServer.run { _ in
                .json(#"{"error":"invalid_client","error_description":"No."}"#, status: 401)
            } _: { server in
                let login = try Program.run(
                    ["login", "--url", server.url, "--credential", "-"], home, input: Self.credential)
                #expect(login.status == 1 && login.talk.contains("nothing was saved"))
                let list = try Program.run(["profile", "list", "-o", "json"], home)
                #expect(list.output == "[]\n")
            }
        }
    }

    @Test func `the secret of a profile goes to no other server`() throws {
        try withHome { home in
            try StubServer.run { server in
                _ = try Program.run(["login", "--url", server.url, "--credential", "-"], home, input: Self.credential)
                try StubServer.run { other in
                    let implicit = try Program.run(["team", "list", "--url", other.url], home)
                    #expect(implicit.status == 2 && implicit.talk.contains("no credential"))
                    let named = try Program.run(["team", "list", "--profile", "default", "--url", other.url], home)
                    #expect(named.status == 2 && named.talk.contains("not for \(other.url)"))
                    #expect(other.requests.isEmpty)
                }
            }
        }
    }

    @Test func `the environment wins over the profile in use, and a profile that is named must be there`() throws {
        try withHome { home in
            try StubServer.run { server in
                _ = try Program.run(["login", "--url", server.url, "--credential", "-"], home, input: Self.credential)
                try LoopbackSocket.withDeadURL { dead in
                    let environment = home.merging(StubServer.credential(dead)) { $1 }
                    let outcome = try Program.run(["team", "list"], environment)
                    #expect(outcome.status == 4)
                }
                let missing = try Program.run(["team", "list"], home.merging(["KEYHOLD_PROFILE": "prod"]) { $1 })
                #expect(missing.status == 2 && missing.talk.contains("There are: default."))
            }
        }
    }

    @Test func `several profiles live side by side until they are forgotten`() throws {
        try withHome { home in
            try StubServer.run { server in
                for name in ["a", "b"] {
                    let arguments = ["login", "--url", server.url, "--credential", "-", "--profile", name]
                    _ = try Program.run(arguments, home, input: Self.credential)
                }
                #expect(try Program.run(["profile", "show", "-o", "name"], home).output == "b\n")
                #expect(try Program.run(["profile", "use", "a"], home).status == 0)
                #expect(try Program.run(["profile", "show", "-o", "name"], home).output == "a\n")
                #expect(try Program.run(["logout"], home).status == 0)
                #expect(try Program.run(["profile", "list", "-o", "name"], home).output == "b\n")
                #expect(try Program.run(["profile", "show"], home).status == 3)
            }
        }
    }

    @Test func `profiles that others can read are refused, with the command that mends it`() throws {
        try withHome { home in
            let directory = try #require(home["XDG_CONFIG_HOME"]) + "/keyhold"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try Data("{}".utf8).write(to: URL(filePath: directory + "/profiles.json"))
            try #require(chmod(directory + "/profiles.json", 0o644) == 0)
            let outcome = try Program.run(["team", "list"], home)
            #expect(outcome.status == 1 && outcome.talk.contains("chmod 600"))
        }
    }

    private func withHome(_ body: ([String: String]) throws -> Void) throws {
        try TemporaryDirectory.run { directory in
            try body(["XDG_CONFIG_HOME": directory, "XDG_CACHE_HOME": directory + "/cache"])
        }
    }

    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return status.st_mode & 0o777
    }
}
