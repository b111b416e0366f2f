import Foundation
import Testing

/// The libraries that tools are written with. Where they are missing this fails: `scripts/setup --test` installs them.
@Suite struct `Authlib and requests-oauthlib` {
    @Test func `get tokens by both methods, use the API, introspect and revoke`() throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "scripts/check-oauth-clients")
        try Folder.run { folder in
            try folder.serve { daemon in
                let root = try daemon.root()
                let outcome = try Program.run(
                    script, [],
                    [
                        "KEYHOLD_URL": daemon.url, "KEYHOLD_CLIENT_ID": root.clientID,
                        "KEYHOLD_CLIENT_SECRET": root.clientSecret,
                    ])
                let hint = outcome.talk.contains("ModuleNotFoundError") ? " Run scripts/setup --test." : ""
                #expect(outcome.status == 0, "\(outcome.talk)\(hint)")
                #expect(outcome.lines.count == 4)
                #expect(outcome.lines.allSatisfy { $0.hasSuffix(": ok") })
            }
        }
    }
}
