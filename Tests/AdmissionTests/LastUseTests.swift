import Domain
import KeyVault
import Storage
import TestSupport
import Testing

@testable import AdminAPI
@testable import Admission

struct LastUseTests {
    @Test func `the first use in a minute is noted, once, and the rest of the minute costs nothing`() throws {
        let samples = try Samples()
        let (directory, time) = (KeyDirectory(), FixedTime())
        let admission = samples.admission(directory, time)
        let (text, stored) = try samples.secret()
        let key = try samples.key(stored)
        directory.apply(key, replacing: nil)
        for _ in 0..<10 { _ = try admission.verdict(text) }
        #expect(directory.takeUsed().map(\.entry.id) == [key.id])
        #expect(directory.lastUsed(key) == samples.now)
        time.advance(seconds: 59)
        _ = try admission.verdict(text)
        #expect(directory.takeUsed().isEmpty)
        time.advance(seconds: 1)
        _ = try admission.verdict(text)
        #expect(directory.takeUsed().count == 1)
        #expect(directory.lastUsed(key) == samples.now.adding(seconds: 60))
    }

    @Test func `a clock that goes back takes no use back`() throws {
        let samples = try Samples()
        let (directory, time) = (KeyDirectory(), FixedTime())
        let admission = samples.admission(directory, time)
        let (text, stored) = try samples.secret()
        let key = try samples.key(stored)
        directory.apply(key, replacing: nil)
        _ = try admission.verdict(text)
        time.advance(seconds: -3600)
        _ = try admission.verdict(text)
        #expect(directory.lastUsed(key) == samples.now)
    }

    @Test func `a refused use is no use`() throws {
        let samples = try Samples()
        let directory = KeyDirectory()
        let admission = samples.admission(directory, FixedTime())
        let (text, stored) = try samples.secret()
        var key = try samples.key(stored)
        key.isEnabled = false
        directory.apply(key, replacing: nil)
        #expect(try admission.verdict(text) == "disabled")
        #expect(directory.lastUsed(key) == nil)
    }

    @Test func `a change of the key keeps its last use`() throws {
        let samples = try Samples()
        let directory = KeyDirectory()
        let admission = samples.admission(directory, FixedTime())
        let (text, stored) = try samples.secret()
        let key = try samples.key(stored)
        directory.apply(key, replacing: nil)
        _ = try admission.verdict(text)
        var next = key
        next.secrets = key.secrets.rotated(
            to: try samples.secret().stored, at: samples.now, transitionSeconds: 60,
            by: "client:test")
        directory.apply(next, replacing: key)
        #expect(directory.lastUsed(next) == samples.now)
    }

    @Test func `uses reach their rows, and never move them back`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let one = "\(tenant.keysPath)/\(key.id)"
            #expect(key.json["last_used_at"] == nil)
            _ = try await tenant.verdict(key.secret)
            // Seen before it is written, and after.
            #expect(
                try await world.send(.get, one, token: tenant.token)["last_used_at"]?.string == FixedTime.start.rfc3339)
            try await world.service.flush()
            try await world.reopened { next in
                let read = try await next.send(.get, one, token: tenant.token)
                #expect(read["last_used_at"]?.string == FixedTime.start.rfc3339)
                next.time.advance(seconds: 90)
                _ = try await next.verdict(key.secret, token: tenant.token)
                let listed = try await next.send(.get, tenant.keysPath, token: tenant.token)
                #expect(listed.json[0]?["last_used_at"]?.string == FixedTime.start.adding(seconds: 90).rfc3339)
            }
        }
    }

    @Test func `a use that cannot be written is dropped alone, and no rotation fails for it`() async throws {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant(), try await world.tenant("other"))
            let (bad, good) = (try await mine.key(), try await theirs.key())
            // As it may come by a door that nobody has thought of yet.
            let admission = world.service.admission
            for (secret, agent) in [(bad.secret, "x\u{0}"), (good.secret, "y")] {
                let query = VerifyQuery(secret: secret, model: nil, address: nil, userAgent: agent)
                #expect(try admission.verify(query, visibleTo: nil).verdict == .valid)
            }
            let rotation = "\(theirs.keysPath)/\(good.id)/rotation"
            #expect(try await world.send(.get, rotation, token: theirs.token).status == 200)
            try await world.service.keepHouse()
            #expect(world.service.takeMishaps().map { $0.contains(bad.id) } == [true])
            try await world.service.keepHouse()
            #expect(world.service.takeMishaps().isEmpty)
            try await world.reopened { next in
                let read = try await next.send(.get, "\(theirs.keysPath)/\(good.id)", token: theirs.token)
                #expect(read["last_used_at"]?.string == FixedTime.start.rfc3339)
            }
        }
    }
}
