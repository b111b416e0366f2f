import Dispatch
import Domain
import Foundation
import Testing

@testable import Storage

struct WritingTests {
    /// Holds the thread that commits, so that what is called meanwhile has to wait.
    private struct Blocker {
        let release = DispatchSemaphore(value: 0)

        func hold(_ database: SQLiteDatabase) async -> Task<Void, any Error> {
            let release = release
            let (stream, continuation) = AsyncStream<Void>.makeStream()
            let task = Task {
                try await database.write { _ throws(AdminError) in
                    continuation.finish()
                    release.wait()
                }
            }
            for await _ in stream {}
            return task
        }
    }

    @Test func `of many writers at once, exactly those that were told so are there`() async throws {
        try await withDatabase { database async throws in
            let actions = Recorder<String>()
            let succeeded = await withTaskGroup(of: String?.self) { group in
                for index in 0..<200 {
                    let fate = Int.random(in: 0..<4)
                    group.addTask { await Self.write(index, fate, database, actions) }
                }
                return await group.reduce(into: Set<String>()) { if let id = $1 { $0.insert(id) } }
            }
            #expect(try await Set(database.ids()) == succeeded)
            #expect(Set(actions.events) == succeeded)
            #expect(actions.events.count == succeeded.count)
        }
    }

    private static func write(
        _ index: Int, _ fate: Int, _ database: SQLiteDatabase, _ actions: Recorder<String>
    ) async -> String? {
        let id = "\(index)"
        let result: Void? = try? await database.write { transaction throws(AdminError) in
            transaction.afterCommit { actions.record(id) }
            try transaction.insert(id)
            if fate == 1 { throw .missing("thing") }
            if fate == 2 { try transaction.insert(id) }
            if fate == 3 { try transaction.run(.insertLate, [.text("nobody")]) }
        }
        return result == nil ? nil : id
    }

    @Test func `actions run in the order in which the database saw the writes`() async throws {
        try await withDatabase { database in
            let actions = Recorder<Int64>()
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<100 {
                    group.addTask {
                        try? await database.write { transaction throws(AdminError) in
                            try transaction.insert("\(index)")
                            guard let count = try transaction.integer("SELECT count(*) FROM items") else { return }
                            transaction.afterCommit { actions.record(count) }
                        }
                    }
                }
            }
            #expect(actions.events == Array(1...100))
        }
    }

    @Test func `more writes than may wait are turned away at once, the others are done`() async throws {
        try await withDatabase(waiting: 3) { database in
            let blocker = Blocker()
            let holding = await blocker.hold(database)
            let refusals = await withTaskGroup(of: AdminError?.self) { group in
                for index in 0..<10 {
                    group.addTask {
                        do throws(AdminError) {
                            try await database.write { transaction throws(AdminError) in
                                try transaction.insert("\(index)")
                            }
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                var refusals: [AdminError] = []
                // Nothing is answered while the thread is held, so the first seven answers are refusals.
                for await error in group {
                    refusals += error.map { [$0] } ?? []
                    if refusals.count == 7 { blocker.release.signal() }
                }
                return refusals
            }
            try await holding.value
            #expect(refusals.count == 7)
            #expect(refusals.allSatisfy { $0.code == .unavailable && $0.retryAfterSeconds == 1 })
            #expect(try await database.ids().count == 3)
        }
    }

    @Test func `who does not wait is told once what became of the write, behind its actions and in order`() async throws
    {
        try await withDatabase(waiting: 3) { database in
            let blocker = Blocker()
            let holding = await blocker.hold(database)
            let events = Recorder<String>()
            let told = DispatchGroup()
            for id in ["a", "b", "b", "c"] {
                told.enter()
                database.write { transaction throws(AdminError) in
                    transaction.afterCommit { events.record("\(id) is there") }
                    try transaction.insert(id)
                } completion: { outcome in
                    if case .failure(let error) = outcome { events.record("\(id) is not: \(error.code)") }
                    if case .success = outcome { events.record("\(id) was told") }
                    told.leave()
                }
            }
            // Refused at once, on the thread that asked.
            #expect(events.events == ["c is not: unavailable"])
            blocker.release.signal()
            try await holding.value
            await withCheckedContinuation { continuation in told.notify(queue: .global()) { continuation.resume() } }
            #expect(try await database.ids() == ["a", "b"])
            // What is on disk has reached memory before anybody is told.
            #expect(
                events.events.filter { !$0.contains("not") } == [
                    "a is there", "b is there", "a was told", "b was told",
                ])
            #expect(events.events.count { $0 == "b is not: conflict" } == 1 && events.events.count == 6)
        }
    }

    @Test func `what waits while a commit runs shares the next one, up to the limit`() async throws {
        let reports = Recorder<CommitReport>()
        try await withDatabase(waiting: 5, perCommit: 2, observer: reports) { database in
            let blocker = Blocker()
            let holding = await blocker.hold(database)
            await withTaskGroup(of: Bool.self) { group in
                for index in 0..<6 {
                    group.addTask {
                        do {
                            try await database.write { transaction throws(AdminError) in
                                try transaction.insert("\(index)")
                            }
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                // The one refusal says that the other five are waiting.
                for await done in group where !done { blocker.release.signal() }
            }
            try await holding.value
            #expect(reports.events.map(\.transactions) == [1, 2, 2, 1])
        }
    }

    @Test func `a caller that is cancelled while it waits is told what became of its write`() async throws {
        try await withDatabase { database in
            let blocker = Blocker()
            let holding = await blocker.hold(database)
            let waiting = Task {
                try await database.write { transaction throws(AdminError) in try transaction.insert("a") }
            }
            waiting.cancel()
            blocker.release.signal()
            try await waiting.value
            try await holding.value
            #expect(try await database.ids() == ["a"])
        }
    }

    @Test func `closing under load finishes what was taken on and refuses the rest`() async throws {
        try await withFolder { folder in
            let configuration = SQLiteConfiguration(path: folder + "/test.db")
            func open() throws -> SQLiteDatabase {
                try SQLiteDatabase.open(
                    configuration, time: SteppingTime(), migrations: [.items], observer: NoCommitObserver())
            }
            let database = try open()
            _ = try database.migrate()
            let succeeded = try await withThrowingTaskGroup(of: String?.self) { group in
                for index in 0..<200 {
                    group.addTask {
                        do throws(AdminError) {
                            try await database.write { transaction throws(AdminError) in
                                try transaction.insert("\(index)")
                            }
                            return "\(index)"
                        } catch {
                            #expect(error.code == .unavailable)
                            return nil
                        }
                    }
                    group.addTask {
                        do { _ = try await database.ids() } catch let error as AdminError {
                            #expect(error.code == .unavailable)
                        }
                        return nil
                    }
                    if index.isMultiple(of: 50), index > 0 {
                        group.addTask {
                            try await database.close()
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: Set<String>()) { if let id = $1 { $0.insert(id) } }
            }
            let again = try open()
            #expect(try await Set(again.ids()) == succeeded)
            try await again.close()
        }
    }

    @Test func `a closed database refuses everything, and closes again without complaint`() async throws {
        try await withDatabase { database in
            try await database.close()
            try await database.close()
            #expect(try await failure { try await database.ids() }.code == .unavailable)
            #expect(try await failure { try await database.write { _ in } }.code == .unavailable)
            #expect(try await failure { try database.plan() }.code == .unavailable)
        }
    }
}
