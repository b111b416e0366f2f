import AdminClient
import Foundation
import LoopbackSupport
import Testing

@Suite struct FileTokenCacheTests {
    private let identity = TokenIdentity(url: "http://h", clientID: "c1")
    private let token = CachedToken(accessToken: SecretText("kha_1"), renewAt: 42)

    @Test func `what is stored is found by the same server and client only`() throws {
        try withCache { cache, _ in
            cache.store(token, for: identity)
            #expect(cache.find(identity) == token)
            #expect(cache.find(TokenIdentity(url: "http://h", clientID: "c2")) == nil)
            #expect(cache.find(TokenIdentity(url: "http://i", clientID: "c1")) == nil)
            cache.remove(identity)
            #expect(cache.find(identity) == nil)
        }
    }

    @Test func `the file is for its owner alone, and so is the directory, even one that was open`() throws {
        try withCache { cache, directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            #expect(chmod(directory, 0o755) == 0)
            cache.store(token, for: identity)
            #expect(try mode(directory) == 0o700)
            #expect(try mode(try onlyFile(directory)) == 0o600)
        }
    }

    @Test func `storing again leaves one file`() throws {
        try withCache { cache, directory in
            cache.store(token, for: identity)
            let newer = CachedToken(accessToken: SecretText("kha_2"), renewAt: 43)
            cache.store(newer, for: identity)
            #expect(cache.find(identity) == newer)
            _ = try onlyFile(directory)
        }
    }

    @Test(arguments: ["", "{", "[]", "\0\0\0", #"{"url": "http://h", "client_id": "c1"}"#])
    func `a corrupt file is as none, and is replaced`(content: String) throws {
        try withCache { cache, directory in
            cache.store(token, for: identity)
            let file = try FileHandle(forWritingTo: URL(filePath: try onlyFile(directory)))
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(content.utf8))
            #expect(cache.find(identity) == nil)
            cache.store(token, for: identity)
            #expect(cache.find(identity) == token)
        }
    }

    @Test func `another client's file under this name is as none`() throws {
        try withCache { cache, directory in
            cache.store(token, for: identity)
            let mine = try onlyFile(directory)
            let other = TokenIdentity(url: "http://h", clientID: "c2")
            cache.remove(identity)
            cache.store(token, for: other)
            #expect(rename(try onlyFile(directory), mine) == 0)
            #expect(cache.find(identity) == nil)
        }
    }

    @Test(arguments: [0o640, 0o604, 0o620] as [mode_t])
    func `a file that others can reach is as none`(mode: mode_t) throws {
        try withCache { cache, directory in
            cache.store(token, for: identity)
            let file = try onlyFile(directory)
            #expect(chmod(file, mode) == 0)
            #expect(cache.find(identity) == nil)
        }
    }

    @Test func `a link is as none`() throws {
        try withCache { cache, directory in
            cache.store(token, for: identity)
            let file = try onlyFile(directory)
            #expect(rename(file, directory + "/../elsewhere") == 0)
            #expect(symlink(directory + "/../elsewhere", file) == 0)
            #expect(cache.find(identity) == nil)
        }
    }

    @Test func `a directory that cannot be made costs the cache and not the call`() throws {
        try withCache { _, directory in
            try Data().write(to: URL(filePath: directory))
            let cache = FileTokenCache(directory: directory)
            cache.store(token, for: identity)
            #expect(cache.find(identity) == nil)
        }
    }

    @Test func `two processes share a token`() throws {
        try withCache { cache, _ in
            try LoopbackServer.run(issuingTokens { _ in .json(teamJSON("t1")) }) { server in
                for _ in 1...2 { _ = try client(server.url) { $0.tokenCache = cache }.getTeam("t1") }
                #expect(server.requests.filter { $0.path == "/oauth2/token" }.count == 1)
            }
        }
    }

    private func withCache(_ body: (FileTokenCache, String) throws -> Void) throws {
        try TemporaryDirectory.run { parent in
            let environment = ["XDG_CACHE_HOME": parent]
            try body(try #require(FileTokenCache(environment: environment)), parent + "/keyhold")
        }
    }

    private func onlyFile(_ directory: String) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
        try #require(names.count == 1)
        return directory + "/" + names[0]
    }

    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return status.st_mode & 0o777
    }
}
