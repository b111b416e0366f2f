import Domain
import Testing

@testable import Storage

struct TransactionTests {
    @Test func `a parameter is found by its number, wherever and however often it appears`() async throws {
        try await withDatabase { database in
            let row = try await database.read { transaction throws(AdminError) in
                try transaction.firstRow(
                    Statement("SELECT $2, $1, $2, $3 WHERE $1 <> $3"), [.text("one"), .integer(2), .text("three")]
                ) { row throws(AdminError) in (0..<4).map { row[$0] } }
            }
            #expect(row == [.integer(2), .text("one"), .integer(2), .text("three")])
        }
    }

    @Test(arguments: [[], [.text("a"), .text("b")]] as [[SQLValue]])
    func `a wrong number of values is an internal error`(values: [SQLValue]) async throws {
        try await withDatabase { database in
            let error = try await failure {
                try await database.write { transaction throws(AdminError) in try transaction.run(.insert, values) }
            }
            #expect(error.code == .internalError)
        }
    }

    @Test func `a number that is left out is an internal error`() async throws {
        try await withDatabase { database in
            let error = try await failure {
                try await database.read { transaction throws(AdminError) in
                    try transaction.exists(Statement("SELECT $1, $3"), [.null, .null])
                }
            }
            #expect(error.code == .internalError)
        }
    }

    @Test(
        arguments: [
            [.text("é✓"), .null, .integer(.max), .blob([0, 255, 1])],
            [.text(""), .text(""), .integer(0), .blob([])],
            [.text(String(repeating: "x", count: 100_000)), .null, .null, .null],
        ] as [[SQLValue]])
    func `values come back as they went in`(_ values: [SQLValue]) async throws {
        try await withDatabase { database in
            let row = try await database.write { transaction throws(AdminError) in
                try transaction.firstRow(
                    Statement("INSERT INTO items (id, note, size, body) VALUES ($1, $2, $3, $4) RETURNING *"), values
                ) { row throws(AdminError) in (0..<4).map { row[$0] } }
            }
            #expect(row == values)
        }
    }

    @Test func `text that SQLite would cut is refused`() async throws {
        try await withDatabase { database in
            let error = try await failure {
                try await database.write { transaction throws(AdminError) in try transaction.insert("a\0b") }
            }
            #expect(error.code == .invalidRequest)
        }
    }

    @Test func `a change says how many rows it touched`() async throws {
        try await withDatabase { database in
            let counts = try await database.write { transaction throws(AdminError) in
                try transaction.insert("a")
                try transaction.insert("b")
                let update = Statement("UPDATE items SET note = $1 WHERE id <> $2")
                return [
                    try transaction.run(update, [.text("n"), .text("c")]),
                    try transaction.run(Statement("SELECT 1"), []),
                    try transaction.run(update, [.text("n"), .text("a")]),
                    try transaction.run(Statement("DELETE FROM items WHERE id = $1"), [.text("c")]),
                ]
            }
            #expect(counts == [2, 0, 1, 0])
        }
    }

    @Test func `a query may run inside itself`() async throws {
        try await withDatabase { database in
            let pairs = try await database.write { transaction throws(AdminError) in
                for id in ["a", "b"] { try transaction.insert(id) }
                var pairs: [String] = []
                try transaction.forEachRow(.ids, []) { outer throws(AdminError) in
                    let inner = try transaction.ids()
                    pairs += [try outer.text(0) + inner.joined()]
                }
                return pairs
            }
            #expect(pairs == ["aab", "bab"])
        }
    }

    @Test func `an error thrown from a row leaves the statement usable`() async throws {
        try await withDatabase { database in
            let ids = try await database.write { transaction throws(AdminError) in
                for id in ["a", "b"] { try transaction.insert(id) }
                do throws(AdminError) {
                    try transaction.forEachRow(.ids, []) { _ throws(AdminError) in throw .missing("row") }
                } catch {
                    guard error == .missing("row") else { throw error }
                }
                return try transaction.ids()
            }
            #expect(ids == ["a", "b"])
        }
    }

    @Test func `now is one instant for all of a body, and asked for once`() async throws {
        let time = SteppingTime()
        try await withDatabase(time: time) { database in
            let before = time.timesAsked
            let instants = try await database.write { transaction throws(AdminError) in
                [transaction.now, transaction.now]
            }
            #expect(instants[0] == instants[1])
            #expect(time.timesAsked == before + 1)
        }
    }

    @Test func `a read cannot write`() async throws {
        try await withDatabase { database in
            let error = try await failure {
                try await database.read { transaction throws(AdminError) in try transaction.insert("a") }
            }
            #expect(error.code == .internalError)
            #expect(try await database.ids().isEmpty)
        }
    }

    @Test func `an action of a read runs after it, and not when it throws`() async throws {
        let recorder = Recorder<String>()
        try await withDatabase { database in
            try await database.read { transaction throws(AdminError) in
                transaction.afterCommit { recorder.record("after") }
                recorder.record("body")
            }
            _ = try await failure {
                try await database.read { transaction throws(AdminError) in
                    transaction.afterCommit { recorder.record("never") }
                    throw .missing("thing")
                }
            }
            #expect(recorder.events == ["body", "after"])
        }
    }

    @Test func `a reader sees all of a body or nothing of it`() async throws {
        try await withDatabase { database in
            async let writing: Void = {
                for round in 0..<100 {
                    try await database.write { transaction throws(AdminError) in
                        for half in ["a", "b"] { try transaction.insert("\(round)\(half)") }
                    }
                }
            }()
            for _ in 0..<100 { #expect(try await database.ids().count.isMultiple(of: 2)) }
            try await writing
            #expect(try await database.ids().count == 200)
        }
    }

    @Test func `a transaction that outlives its closure is refused`() async throws {
        try await withDatabase { database in
            let escaped = Recorder<Escaped>()
            try await database.write { transaction throws(AdminError) in escaped.record(Escaped(transaction)) }
            let error = try await failure { try escaped.events[0].transaction.insert("a") }
            #expect(error.code == .internalError)
        }
    }
}

/// Unchecked, because this is the misuse that the test is about.
private final class Escaped: @unchecked Sendable {
    let transaction: any Transaction

    init(_ transaction: any Transaction) { self.transaction = transaction }
}
