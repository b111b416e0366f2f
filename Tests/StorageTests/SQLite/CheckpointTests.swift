import Domain
import Foundation
import Testing

@testable import Storage

/// The write-ahead log under writes that never pause.
struct CheckpointTests {
    private let pages = 64
    private static let insert = Statement("INSERT INTO items (id, body) VALUES ($1, $2)")

    /// Writes some 16 MB, each row in a commit of its own.
    private func fill(_ database: SQLiteDatabase, _ rows: Range<Int>) async throws {
        for row in rows {
            try await database.write { transaction throws(AdminError) in
                try transaction.run(Self.insert, [.text("\(row)"), .blob([UInt8](repeating: 7, count: 8000))])
            }
        }
    }

    private func logBytes(_ database: SQLiteDatabase) throws -> Int {
        let path = database.configuration.path + "-wal"
        return try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }

    @Test func `begins anew again and again, though no moment is without a write, and loses nothing`() async throws {
        try await withDatabase(checkpointPages: pages) { database in
            try await fill(database, 0..<2000)
            #expect(try logBytes(database) < 8_000_000)
            #expect(try await database.ids().count == 2000)
            #expect(try await database.integrityProblems().isEmpty)
        }
    }

    @Test(arguments: [(nil, 8192), (10 << 30, 8192), (12 << 20, 384), (0, 64)] as [(Int64?, Int)])
    func `takes an eighth of what is free on a small disk, and some pages on a full one`(
        _ freeBytes: Int64?, _ pages: Int
    ) {
        #expect(Checkpointer.limit(8192, freeBytes: freeBytes) == pages)
        #expect(Checkpointer.limit(16, freeBytes: freeBytes) == 16)
    }

    @Test func `is kept for a reader of an older state, and begins anew once that is gone`() async throws {
        try await withDatabase(checkpointPages: pages) { database in
            let (fill, database) = (fill, database)
            let (begun, tell) = AsyncStream<Void>.makeStream()
            let written = DispatchSemaphore(value: 0)
            async let seen = database.read { transaction throws(AdminError) in
                let before = try transaction.ids().count
                tell.finish()
                written.wait()
                return (before, try transaction.ids().count)
            }
            for await _ in begun {}
            try await fill(database, 0..<500)
            written.signal()
            #expect(try await seen == (0, 0))
            let grown = try logBytes(database)
            try await fill(database, 500..<2000)
            #expect(try logBytes(database) < grown + 4_000_000)
            #expect(try await database.ids().count == 2000)
        }
    }
}
