import Foundation
import Testing

/// How many may come at once.
@Suite struct `The number of connections` {
    @Test func `is bounded in all, and a place that becomes free is given again`() throws {
        try Folder.run { folder in
            let settings = [
                "KEYHOLD_SERVER_MAX_CONNECTIONS": "8", "KEYHOLD_SERVER_MAX_CONNECTIONS_PER_ADDRESS": "0",
            ]
            try folder.serve(settings) { daemon in
                var guests = try (0..<8).map { _ in try served(daemon) }
                for _ in 0..<20 { #expect(try isTurnedAway(daemon)) }
                guests.removeLast()
                #expect(try isLetInAtLast(daemon))
                guests.removeAll()
                let name = "keyhold_connections_cut_total{reason=\"too_many\"}"
                let patience = ContinuousClock.now + .seconds(60)
                var counted = 0
                while counted == 0, ContinuousClock.now < patience { counted = try daemon.metric(name) }
                #expect(counted >= 20)
                #expect(daemon.stop() == 0)
            }
        }
    }

    @Test func `is bounded by address, trusted proxies apart`() throws {
        let settings = [
            "KEYHOLD_SERVER_MAX_CONNECTIONS_PER_ADDRESS": "3", "KEYHOLD_PROXY_TRUSTED": "127.0.0.3",
        ]
        try Folder.run { folder in
            try folder.serve(settings) { daemon in
                let one = try (0..<3).map { _ in try served(daemon) }
                #expect(try isTurnedAway(daemon))
                let two = try (0..<3).map { _ in try served(daemon, from: "127.0.0.2") }
                #expect(try isTurnedAway(daemon, from: "127.0.0.2"))
                let proxy = try (0..<10).map { _ in try served(daemon, from: "127.0.0.3") }
                withExtendedLifetime([one, two, proxy]) {}
                #expect(daemon.stop() == 0)
            }
        }
    }

    @Test func `leaves the database its descriptors, however few the system gives`() throws {
        try Folder.run { folder in
            try folder.serve(limits: "ulimit -n 160;") { daemon in
                #expect(daemon.talk.line { $0.contains("limit on open files") } != nil)
                let token = try daemon.client().accessToken().revealSecret()
                let first = try served(daemon)
                let flood = (0..<300).compactMap { _ in try? RawConnection(port: daemon.port) }
                let turnedAway = try isTurnedAway(daemon)
                #expect(flood.count == 300 && turnedAway)
                // Who had a place before the flood is served, and what it asks for reaches the disk.
                let body = "{\"name\":\"Acme\"}"
                first.send(
                    """
                    POST /v1/organizations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\
                    Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
                    """)
                #expect(first.reply()?.status == 201)
                withExtendedLifetime(flood) {}
            }
        }
    }

    /// A connection that has been answered.
    private func served(_ daemon: Daemon, from source: String = "127.0.0.1") throws -> RawConnection {
        let connection = try RawConnection(port: daemon.port, from: source)
        connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(connection.reply()?.status == 200)
        return connection
    }

    /// The daemon learns a little later that a connection has ended.
    private func isLetInAtLast(_ daemon: Daemon) throws -> Bool {
        let patience = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < patience {
            if try !isTurnedAway(daemon) { return true }
        }
        return false
    }

    private func isTurnedAway(_ daemon: Daemon, from source: String = "127.0.0.1") throws -> Bool {
        let connection = try RawConnection(port: daemon.port, from: source)
        connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        guard connection.reply() == nil else { return false }
        #expect(connection.isEnded)
        return true
    }
}
