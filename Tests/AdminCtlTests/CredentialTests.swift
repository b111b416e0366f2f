import AdminClient
import Foundation
import LoopbackSupport
import Testing

@testable import adminctl

@Suite struct CredentialTests {
    @Test func `a secret file holds the secret, with or without a line's end`() throws {
        for content in ["khs_x", "khs_x\n"] {
            try withFile(content) { path in
                let environment = ["KEYHOLD_CLIENT_ID": "c", "KEYHOLD_CLIENT_SECRET_FILE": path]
                let pair = try pair(environment)
                #expect(pair == ["c", "khs_x"])
            }
        }
    }

    @Test func `the file that admind writes is enough by itself`() throws {
        try withFile(#"{"client_id": "root", "client_secret": "khs_r", "scopes": ["*"]}"#) { path in
            let pair = try pair(["KEYHOLD_CLIENT_SECRET_FILE": path])
            #expect(pair == ["root", "khs_r"])
            let other = ["KEYHOLD_CLIENT_ID": "other", "KEYHOLD_CLIENT_SECRET_FILE": path]
            #expect(throws: Failure.self) { try CredentialSource.read(other) }
        }
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644] as [mode_t])
    func `a secret file that others can reach is refused, with the command that mends it`(mode: mode_t) throws {
        try withFile("khs_x", mode: mode) { path in
            let environment = ["KEYHOLD_CLIENT_ID": "c", "KEYHOLD_CLIENT_SECRET_FILE": path]
            let failure = #expect(throws: Failure.self) { try CredentialSource.read(environment) }
            #expect(failure?.text.contains("chmod 600 \(path)") == true)
        }
    }

    @Test(arguments: [
        ["KEYHOLD_CLIENT_ID": "c"], ["KEYHOLD_CLIENT_SECRET": "s"],
        ["KEYHOLD_CLIENT_ID": "c", "KEYHOLD_CLIENT_SECRET": "s", "KEYHOLD_CLIENT_SECRET_FILE": "/f"],
        ["KEYHOLD_CLIENT_ID": "c", "KEYHOLD_CLIENT_SECRET_FILE": "/nowhere/to/be/found"],
    ])
    func `half a credential is refused`(environment: [String: String]) {
        #expect(throws: Failure.self) { try CredentialSource.read(environment) }
    }

    @Test func `a variable that is empty counts as unset`() throws {
        let credential = try CredentialSource.read(["KEYHOLD_CLIENT_ID": "", "KEYHOLD_CLIENT_SECRET": ""])
        #expect(credential == nil)
    }

    private func pair(_ environment: [String: String]) throws -> [String] {
        guard case .client(let id, let secret) = try CredentialSource.read(environment) else { return [] }
        return [id, secret.revealSecret()]
    }

    private func withFile(_ content: String, mode: mode_t = 0o600, _ body: (String) throws -> Void) throws {
        try TemporaryDirectory.run { directory in
            let path = directory + "/secret"
            try Data(content.utf8).write(to: URL(filePath: path))
            try #require(chmod(path, mode) == 0)
            try body(path)
        }
    }
}
