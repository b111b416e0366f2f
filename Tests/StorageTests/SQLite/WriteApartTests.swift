import Domain
import Storage
import Testing

struct WriteApartTests {
    @Test func `of parts that are written together a bad one is dropped alone, and named`() async throws {
        try await withDatabase { database in
            let failed = await database.writeApart(["a", "b\u{0}", "c", "late", "d\u{0}"]) {
                part, transaction throws(AdminError) in
                // What refers to nothing is found by the commit alone.
                if part == "late" { try transaction.run(.insertLate, [.text("missing")]) }
                try transaction.insert(part)
            }
            #expect(Set(failed.map(\.part)) == ["b\u{0}", "late", "d\u{0}"])
            let kept = try await database.read { transaction throws(AdminError) in
                try transaction.rows(.ids, []) { row throws(AdminError) in try row.text(0) }
            }
            #expect(kept == ["a", "c"])
        }
    }
}
