import Domain
import TestSupport
import Testing

struct IdentifierTests {
    private enum Thing {}

    @Test(arguments: [
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "01890a5d-ac96-774b-bcce-b302099a8057", "01234567-89ab-cdef-fedc-ba9876543210",
    ])
    func `an id has one spelling, which survives reading and writing`(_ text: String) {
        #expect(Identifier<Thing>(text)?.text == text)
    }

    @Test(arguments: [
        "", "01890A5D-AC96-774B-BCCE-B302099A8057", "01890a5dac96774bbcceb302099a8057",
        "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80577",
        "{01890a5d-ac96-774b-bcce-b302099a8057}", "01890a5d_ac96-774b-bcce-b302099a8057",
        "01890a5d-ac96-774b-bcceb-302099a8057", "g1890a5d-ac96-774b-bcce-b302099a8057",
        " 01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8057\u{0}", "é", "../../etc/passwd",
    ])
    func `any other spelling is no id`(_ text: String) {
        #expect(Identifier<Thing>(text) == nil)
    }

    @Test func `ids sort as their text does`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<5000 {
            let left = Identifier<Thing>(high: generator.next() & 0xFF, low: generator.next())
            let right = Identifier<Thing>(high: generator.next() & 0xFF, low: generator.next())
            #expect((left < right) == (left.text < right.text))
            #expect(Identifier<Thing>(left.text) == left)
        }
    }

    @Test func `ids made one after the other sort in that order, even when the clock stands or goes back`() {
        let source = UUIDv7Source()
        var generator = SeededGenerator(seed: 4)
        var now = FixedTime.start.milliseconds
        var before = Identifier<Thing>(high: 0, low: 0)
        for step in 0..<20_000 {
            if step % 3 == 0 { now += Int64.random(in: -5...3, using: &generator) }
            let id = source.next(Thing.self, at: Instant(milliseconds: now))
            #expect(before < id)
            before = id
        }
    }

    @Test func `an id is a UUID of version 7 that begins with its time`() throws {
        let id = UUIDv7Source().next(Thing.self, at: FixedTime.start)
        #expect(Int64(id.high >> 16) == FixedTime.start.milliseconds)
        #expect(id.high >> 12 & 0xF == 7)
        #expect(id.low >> 62 == 2)
    }

    @Test func `ids made by many tasks at once are all different`() async {
        let source = UUIDv7Source()
        let ids = await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { (0..<2000).map { _ in source.next(Thing.self, at: FixedTime.start).text } }
            }
            return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
        }
        #expect(ids.count == 16_000)
    }

    @Test func `random words do not repeat, within what is fetched at once and beyond it`() {
        var (words, others) = (SystemRandomWords(), SystemRandomWords())
        var seen: Set<UInt64> = []
        for _ in 0..<1000 { seen.formUnion([words.next(), others.next()]) }
        #expect(seen.count == 2000)
        // Of so many random bits about half are set, in each place.
        for bit in 0..<64 { #expect((700...1300).contains(seen.count { $0 >> bit & 1 == 1 })) }
    }
}
