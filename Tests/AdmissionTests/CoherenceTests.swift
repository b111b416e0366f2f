import Domain
import TestSupport
import Testing

@testable import Admission

/// A directory that is changed and asked at the same time.
struct CoherenceTests {
    @Test func `a key that stays valid is found at every moment while it is changed`() async throws {
        let samples = try Samples()
        let directory = KeyDirectory()
        let admission = samples.admission(directory, FixedTime())
        let (text, stored) = try samples.secret()
        let first = try samples.key(stored)
        directory.apply(first, replacing: nil)
        let isDone = Shared(false)
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                var wrong = 0
                while !isDone.value { wrong += try admission.verdict(text) == "valid" ? 0 : 1 }
                return wrong
            }
            group.addTask {
                var key = first
                for round in 0..<20_000 {
                    var next = key
                    next.name = try DisplayName("k\(round)")
                    directory.apply(next, replacing: key)
                    key = next
                }
                isDone.set(true)
                return 0
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test func `during a rotation neither secret is missed for a moment`() async throws {
        let samples = try Samples()
        let directory = KeyDirectory()
        let admission = samples.admission(directory, FixedTime())
        let secrets = try (0..<2000).map { _ in try samples.secret() }
        // The reader asks for the newest secret that the writer has said is in force.
        let announced = Shared(0)
        let start = try samples.key(secrets[0].stored)
        directory.apply(start, replacing: nil)
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                var wrong = 0
                while true {
                    let index = announced.value
                    if index == secrets.count - 1 { return wrong }
                    let isValid = try admission.verdict(secrets[index].text) == "valid"
                    // The writer may be one rotation ahead of what it announced; two ends this secret rightly.
                    if !isValid, announced.value == index { wrong += 1 }
                }
            }
            group.addTask {
                var key = start
                for index in 1..<secrets.count {
                    var next = key
                    next.secrets = key.secrets.rotated(
                        to: secrets[index].stored, at: samples.now, transitionSeconds: 60, by: "client:test")
                    directory.apply(next, replacing: key)
                    key = next
                    announced.set(index)
                }
                return 0
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test func `rotated-out secrets leave no memory behind`() throws {
        let samples = try Samples()
        let directory = KeyDirectory()
        let time = FixedTime()
        var key = try samples.key(try samples.secret().stored)
        directory.apply(key, replacing: nil)
        var old: [SecretDigest] = []
        for _ in 0..<500 {
            var next = key
            next.secrets = key.secrets.rotated(
                to: try samples.secret().stored, at: time.now(), transitionSeconds: 60, by: "client:test")
            old.append(key.secrets.current.digest)
            directory.apply(next, replacing: key)
            key = next
        }
        #expect(directory.entryCount == 2)
        time.advance(seconds: 60)
        directory.forgetEndedTransitions(at: time.now())
        #expect(directory.entryCount == 1)
        for digest in old { #expect(directory.find(digest, at: samples.now) == nil) }
        #expect(directory.find(key.secrets.current.digest, at: time.now()) != nil)
        #expect(directory.liveKeys == 1)
    }

    @Test func `a secret that a rollback brought back outlives the transition that it was in`() throws {
        let samples = try Samples()
        let (directory, time) = (KeyDirectory(), FixedTime())
        let first = try samples.key(try samples.secret().stored)
        directory.apply(first, replacing: nil)
        var rotated = first
        rotated.secrets = first.secrets.rotated(
            to: try samples.secret().stored, at: time.now(), transitionSeconds: 60, by: "client:test")
        directory.apply(rotated, replacing: first)
        directory.apply(first, replacing: rotated)
        #expect(directory.entryCount == 1)
        #expect(directory.find(rotated.secrets.current.digest, at: time.now()) == nil)
        time.advance(seconds: 60)
        directory.forgetEndedTransitions(at: time.now())
        let found = try #require(directory.find(first.secrets.current.digest, at: time.now()))
        #expect(found.entry.id == first.id && found.outgoing == nil)
    }

    @Test func `a key of another tenant is not found, and what is no key is malformed`() throws {
        let samples = try Samples()
        let directory = KeyDirectory()
        let admission = samples.admission(directory, FixedTime())
        let (text, stored) = try samples.secret()
        let key = try samples.key(stored)
        directory.apply(key, replacing: nil)
        #expect(try admission.verdict(text, visibleTo: key.organizationID) == "valid")
        let other = samples.source.next(Organization.self, at: samples.now)
        #expect(try admission.verdict(text, visibleTo: other) == "not_found")
        let answer = try admission.verify(
            VerifyQuery(secret: text, model: nil, address: nil), visibleTo: other)
        #expect(answer.entry == nil && answer.outgoing == nil)
        for malformed in [
            "", "khk_", text + "x", String(text.dropLast()), "khs_" + text.dropFirst(4), text.uppercased(),
        ] {
            #expect(try admission.verdict(malformed) == "malformed")
        }
    }

    @Test func `the number of live keys follows every change`() throws {
        let samples = try Samples()
        let directory = KeyDirectory()
        let key = try samples.key(try samples.secret().stored)
        directory.apply(key, replacing: nil)
        #expect(directory.liveKeys == 1)
        var disabled = key
        disabled.isEnabled = false
        directory.apply(disabled, replacing: key)
        #expect(directory.liveKeys == 0)
        directory.apply(key, replacing: disabled)
        var removed = key
        removed.isRemoved = true
        directory.apply(removed, replacing: key)
        #expect(directory.liveKeys == 0)
    }
}
