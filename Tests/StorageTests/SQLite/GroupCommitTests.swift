import Domain
import Testing

@testable import Storage

/// Batches are handed to the commit directly, so that which calls share one is certain.
struct GroupCommitTests {
    private typealias Body = @Sendable (any Transaction) throws(AdminError) -> Void

    /// - Returns: what each caller was told, `nil` for success.
    private func commit(
        _ bodies: [Body], on database: SQLiteDatabase, observer: any CommitObserver = NoCommitObserver()
    ) -> [AdminError?] {
        let told = Recorder<(Int, AdminError?)>()
        let requests = bodies.enumerated().map { index, body in
            WriteRequest(enqueuedAt: 0, body: body) { (result: Result<Void, AdminError>) in
                if case .failure(let error) = result { told.record((index, error)) } else { told.record((index, nil)) }
            }
        }
        GroupCommit(pool: database.pool, time: SteppingTime(), observer: observer).run(requests)
        #expect(told.events.count == bodies.count, "each caller is told exactly once")
        return told.events.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func inserting(_ id: String) -> Body {
        { transaction throws(AdminError) in try transaction.insert(id) }
    }

    private let guilty: Body = { transaction throws(AdminError) in
        try transaction.run(.insertLate, [.text("nobody")])
    }

    private let idle: Body = { _ in }

    @Test func `a body that throws leaves the others of its commit untouched`() async throws {
        try await withDatabase { database async throws in
            let reports = Recorder<CommitReport>()
            let throwing: Body = { transaction throws(AdminError) in
                try transaction.insert("b")
                throw .conflict("my own words", param: "p")
            }
            let told = commit([inserting("a"), throwing, inserting("c")], on: database, observer: reports)
            #expect(told == [nil, .conflict("my own words", param: "p"), nil])
            #expect(try await database.ids() == ["a", "c"])
            #expect(reports.events.map(\.transactions) == [2])
            #expect(reports.events.map(\.succeeded) == [true])
        }
    }

    @Test func `a duplicate is a conflict and names no value`() async throws {
        try await withDatabase { database async throws in
            let told = commit([inserting("canary"), inserting("canary"), inserting("c")], on: database)
            #expect(told.map { $0?.code } == [nil, .conflict, nil])
            #expect(told[1]?.detail?.contains("canary") == false)
            #expect(try await database.ids() == ["c", "canary"])
        }
    }

    @Test func `a violation found by the commit fails the guilty caller and nobody else`() async throws {
        try await withDatabase { database async throws in
            let reports = Recorder<CommitReport>()
            let told = commit([inserting("a"), guilty, inserting("c")], on: database, observer: reports)
            #expect(told.map { $0?.code } == [nil, .conflict, nil])
            #expect(try await database.ids() == ["a", "c"])
            #expect(reports.events.map(\.succeeded) == [false, true, false, true])
        }
    }

    @Test func `a failed commit runs no action and leaves the database usable`() async throws {
        try await withDatabase { database async throws in
            let recorder = Recorder<String>()
            let guilty: Body = { [guilty] transaction throws(AdminError) in
                transaction.afterCommit { recorder.record("guilty") }
                try guilty(transaction)
            }
            let innocent: Body = { transaction throws(AdminError) in
                transaction.afterCommit { recorder.record("innocent") }
            }
            #expect(commit([guilty], on: database).map { $0?.code } == [.conflict])
            #expect(commit([guilty, innocent], on: database).map { $0?.code } == [.conflict, nil])
            #expect(recorder.events == ["innocent"])
            #expect(commit([inserting("a")], on: database) == [nil])
            #expect(try await database.ids() == ["a"])
        }
    }

    @Test func `a body that makes SQLite undo the shared transaction fails alone`() async throws {
        try await withDatabase { database async throws in
            let undoing: Body = { transaction throws(AdminError) in
                try transaction.run(Statement("INSERT OR ROLLBACK INTO items (id) VALUES ($1)"), [.text("a")])
            }
            let told = commit([inserting("a"), undoing, inserting("c")], on: database)
            #expect(told.map { $0?.code } == [nil, .conflict, nil])
            #expect(try await database.ids() == ["a", "c"])
        }
    }

    @Test func `a body that carries on after SQLite undid its transaction writes nothing`() async throws {
        try await withDatabase { database async throws in
            let ignoring: Body = { transaction throws(AdminError) in
                try transaction.insert("b")
                _ = try? transaction.run(Statement("INSERT OR ROLLBACK INTO items (id) VALUES ($1)"), [.text("b")])
                _ = try? transaction.insert("outside")
            }
            let told = commit([inserting("a"), ignoring, inserting("c")], on: database)
            #expect(told.map { $0?.code } == [nil, .internalError, nil])
            #expect(try await database.ids() == ["a", "c"])
        }
    }

    @Test func `actions run in the order of the commits, before any caller goes on`() async throws {
        try await withDatabase { database in
            let order = Recorder<Int>()
            let requests = (0..<20).map { index in
                WriteRequest(enqueuedAt: 0) { transaction throws(AdminError) in
                    try transaction.insert("\(index)")
                    transaction.afterCommit { order.record(index) }
                    guard index % 3 != 1 else { throw .missing("thing") }
                } reply: { (_: Result<Void, AdminError>) in
                    order.record(100 + index)
                }
            }
            GroupCommit(pool: database.pool, time: SteppingTime(), observer: NoCommitObserver()).run(requests)
            let kept = (0..<20).filter { $0 % 3 != 1 }
            #expect(Array(order.events.prefix(kept.count)) == kept)
            #expect(Set(order.events.dropFirst(kept.count)) == Set((0..<20).map { 100 + $0 }))
        }
    }

    @Test func `a batch in which every body throws, or none changes anything, is right`() async throws {
        try await withDatabase { database async throws in
            let reports = Recorder<CommitReport>()
            let throwing: Body = { transaction throws(AdminError) in
                try transaction.insert("a")
                throw .missing("thing")
            }
            let told = commit([throwing, throwing], on: database, observer: reports)
            #expect(told.map { $0?.code } == [.notFound, .notFound])
            #expect(reports.events.isEmpty)
            #expect(commit([idle, idle], on: database, observer: reports) == [nil, nil])
            #expect(try await database.ids().isEmpty)
        }
    }
}
