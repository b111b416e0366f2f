import Foundation
import Testing

/// Listening at a path.
@Suite struct `A Unix socket` {
    @Test func `has the mode and the owner of the settings, and is gone after the daemon`() throws {
        try withSocket { folder, socket in
            let own = "\(getuid()):\(getgid())"
            let settings = ["KEYHOLD_SERVER_SOCKET_MODE": "0660", "KEYHOLD_SERVER_SOCKET_OWNER": own]
            try folder.serve(settings, listen: ["unix:\(socket)"]) { daemon in
                #expect(daemon.url == "unix:\(socket)")
                let attributes = try FileManager.default.attributesOfItem(atPath: socket)
                #expect(attributes[.posixPermissions] as? Int == 0o660)
                let reply = try Curl("--unix-socket", socket, "http://localhost/healthz")
                #expect(reply.status == 200)
                #expect(daemon.stop() == 0)
            }
            #expect(!FileManager.default.fileExists(atPath: socket))
            try folder.serve(listen: ["unix:\(socket)"]) { _ in
                let attributes = try FileManager.default.attributesOfItem(atPath: socket)
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
        }
    }

    @Test func `that a killed daemon left is replaced`() throws {
        try withSocket { folder, socket in
            try folder.serve(listen: ["unix:\(socket)"]) { $0.kill() }
            #expect(FileManager.default.fileExists(atPath: socket))
            try folder.serve(listen: ["unix:\(socket)"]) { _ in
                let reply = try Curl("--unix-socket", socket, "http://localhost/healthz")
                #expect(reply.status == 200)
            }
        }
    }

    @Test func `that somebody listens at, or that is another file, is left alone`() throws {
        try withSocket { folder, socket in
            try folder.serve(listen: ["unix:\(socket)"]) { daemon in
                #expect(throws: Daemon.DidNotStart.self) {
                    try folder.serve(data: folder.path + "/other", listen: ["unix:\(socket)"]) { _ in }
                }
                let reply = try Curl("--unix-socket", socket, "http://localhost/healthz")
                #expect(reply.status == 200)
                #expect(daemon.stop() == 0)
            }
            try Data("mine".utf8).write(to: URL(fileURLWithPath: socket))
            #expect(throws: Daemon.DidNotStart.self) { try folder.serve(listen: ["unix:\(socket)"]) { _ in } }
            #expect(try String(contentsOfFile: socket, encoding: .utf8) == "mine")
        }
    }

    @Test func `is a trusted proxy where the word unix says so, and nobody's word otherwise`() throws {
        for (trusted, address) in [("unix", "192.0.2.7"), ("", "local")] {
            try withSocket { folder, socket in
                try folder.serve(["KEYHOLD_PROXY_TRUSTED": trusted], listen: ["unix:\(socket)"]) { daemon in
                    _ = try Curl(
                        "--unix-socket", socket, "-H", "X-Forwarded-For: 192.0.2.7", "-H", "X-Request-Id: seen",
                        "http://localhost/healthz")
                    let line = try #require(daemon.talk.line { $0.contains("\"seen\"") })
                    #expect(line.contains("\"\(address)\""), "\(line)")
                }
            }
        }
    }

    private func withSocket(_ body: (Folder, String) throws -> Void) throws {
        try Folder.run { folder in try body(folder, folder.path + "/a.sock") }
    }
}
