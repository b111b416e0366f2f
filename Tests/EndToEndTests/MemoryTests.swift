import Foundation
import Testing

@Suite struct `An idle daemon` {
    @Test func `on an existing database takes less than 80 MB`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                _ = try client.createKey(of: .team(team.id), .init(name: "a"))
            }
            try folder.serve { daemon in
                #expect(try daemon.client().readiness().status == "ok")
                let status = try String(contentsOfFile: "/proc/\(daemon.id)/status", encoding: .utf8)
                let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
                let kilobytes = try #require(Int(line.filter(\.isNumber)))
                print("idle memory: \(kilobytes) kB")
                #expect(kilobytes < 80_000)
            }
        }
    }
}
