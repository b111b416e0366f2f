import AdminClient
import Foundation
import LoopbackSupport
import Testing

@testable import adminctl

/// Files as editors, shells and spreadsheets leave them.
@Suite struct InputTextTests {
    private static let mark = "\u{FEFF}"
    private static let credential = #"{"client_id": "c", "client_secret": "khs_s"}"#
    private static let row =
        #"{"key_id":"k","request_id":"r1","usage":{"input_tokens":1,"output_tokens":2}}"#

    @Test(arguments: ["", mark], ["", "\n", "\r\n", "\r\n\r\n", " \n"])
    func `a secret is the same from a file, a variable and a credential's file`(begin: String, end: String) throws {
        try withFile(Data((begin + "khs_s" + end).utf8)) { path in
            let file = try CredentialSource.read([
                "KEYHOLD_CLIENT_ID": "c" + end, "KEYHOLD_CLIENT_SECRET_FILE": path + end,
            ])
            #expect(pair(file) == ["c", "khs_s"])
        }
        try withFile(Data((begin + Self.credential + end).utf8)) { path in
            let read = try CredentialSource.read(["KEYHOLD_CLIENT_SECRET_FILE": path])
            #expect(pair(read) == ["c", "khs_s"])
        }
        let variables = ["KEYHOLD_CLIENT_ID": begin + "c" + end, "KEYHOLD_CLIENT_SECRET": begin + "khs_s" + end]
        let credential = try CredentialSource.read(variables)
        #expect(pair(credential) == ["c", "khs_s"])
        #expect([String: String](dictionaryLiteral: ("KEYHOLD_API_KEY", begin + end)).filled("KEYHOLD_API_KEY") == nil)
    }

    @Test(arguments: ["\n", "\r\n"])
    func `rows of usage are read whatever begins a file or ends a line, also where files were put together`(
        end: String
    ) throws {
        let row = Self.row
        for text in ["\(row)\(end)\(row)\(end)", "[\(row),\(end)\(row)]\(end)", "\(row)\(end)\(Self.mark)\(row)\(end)"]
        {
            try withFile(Data((Self.mark + text).utf8)) { path in
                let count = try UsageRows.check(path)
                #expect(count == 2, "\(text)")
            }
        }
    }

    @Test func `models, policies and profiles are read with a mark before them`() throws {
        try withFile(Data((Self.mark + "{\"m\": {}}\r\n").utf8)) { path in
            let json = try ModelFile.json(path)
            #expect(String(decoding: json, as: UTF8.self) == "{\"m\": {}}\r\n")
        }
        try withFile(Data((Self.mark + "m:\r\n  a: 1\r\n").utf8)) { path in
            let json = try ModelFile.json(path)
            #expect(String(decoding: json, as: UTF8.self) == #"{"m":{"a":1}}"#)
        }
        try withFile(Data((Self.mark + "rate_limits: []\r\n").utf8)) { path in
            let policies = try PolicySet(file: path)
            #expect(policies.rateLimits.isEmpty)
        }
        try TemporaryDirectory.run { directory in
            try FileManager.default.createDirectory(atPath: directory + "/keyhold", withIntermediateDirectories: true)
            let path = directory + "/keyhold/profiles.json"
            try Data((Self.mark + #"{"current":"a","profiles":{}}"# + "\r\n").utf8).write(to: URL(filePath: path))
            try #require(chmod(path, 0o600) == 0)
            let profiles = try ProfileStore(["XDG_CONFIG_HOME": directory]).read()
            #expect(profiles.current == "a")
        }
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func `UTF-16, as PowerShell writes it, is an error that says so`(encoding: String.Encoding) throws {
        let data = try #require((Self.mark + Self.row).data(using: encoding))
        try withFile(data) { path in
            let readers: [(String) throws -> Void] = [
                { _ = try SecretFile.read($0) }, { _ = try UsageRows($0) }, { _ = try ModelFile.json($0) },
                { _ = try PolicySet(file: $0) },
            ]
            for read in readers {
                let failure = #expect(throws: Failure.self) { try read(path) }
                #expect(failure?.text == "\(path) is UTF-16 text. Save it as UTF-8.")
            }
        }
    }

    @Test func `an address may have blanks around it`() throws {
        #expect(try ServerURL.parse(" http://127.0.0.1:8700/\n") == "http://127.0.0.1:8700")
    }

    private func pair(_ credential: Credential?) -> [String] {
        guard case .client(let id, let secret)? = credential else { return [] }
        return [id, secret.revealSecret()]
    }

    private func withFile(_ content: Data, _ body: (String) throws -> Void) throws {
        try TemporaryDirectory.run { directory in
            let path = directory + "/file"
            try content.write(to: URL(filePath: path))
            try #require(chmod(path, 0o600) == 0)
            try body(path)
        }
    }
}
