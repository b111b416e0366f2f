import Domain
import TestSupport
import Testing

@testable import Admission

struct KeyRosterTests {
    private func entries(_ count: Int) throws -> [KeyEntry] {
        let samples = try Samples()
        let organization = samples.source.next(Organization.self, at: samples.now)
        let directory = KeyDirectory()
        for number in 0..<count {
            let stored = StoredSecret(
                digest: SecretDigest(words: (1, 2, 3, UInt64(number))), pepperVersion: 1, masked: "khk_…abcd",
                createdAt: samples.now)
            directory.apply(try samples.key(stored, organization: organization), replacing: nil)
        }
        return directory.roster(of: organization).pieces.flatMap(\.entries)
    }

    private func ids(_ roster: KeyRoster) -> [APIKeyID] { roster.pieces.flatMap { $0.entries.map(\.id) } }

    @Test(arguments: [0, 1, 511, 512, 513, 3000])
    func `keys stand in the order of their ids, in whichever order they come`(_ count: Int) throws {
        let entries = try entries(count)
        let sorted = entries.map(\.id).sorted()
        #expect(ids(KeyRoster(entries.shuffled())) == sorted)
        for order in [entries, entries.reversed(), entries.shuffled()] {
            var roster = KeyRoster()
            for entry in order + order { roster.put(entry) }
            #expect(ids(roster) == sorted)
            #expect(roster.pieces.allSatisfy { (1...1024).contains($0.entries.count) })
            #expect(entries.allSatisfy { roster.find($0.id) === $0 })
        }
    }

    @Test func `what is not there is not found`() throws {
        let entries = try entries(1000)
        let roster = KeyRoster(entries.dropFirst(500))
        #expect(entries.prefix(500).allSatisfy { roster.find($0.id) == nil })
        #expect(KeyRoster().find(entries[0].id) == nil)
    }

    @Test func `a copy that a search holds does not change`() throws {
        let entries = try entries(1100)
        var roster = KeyRoster(entries.prefix(1000))
        let held = roster
        for entry in entries { roster.put(entry) }
        #expect(ids(held) == entries.prefix(1000).map(\.id) && ids(roster) == entries.map(\.id))
    }
}
