import Domain
import Storage
import TestSupport
import Testing

@testable import Admission

/// The table of entries against a dictionary.
struct EntryTableTests {
    private let samples: Samples
    private let organization: Liveness<OrganizationID>
    private let owner: Liveness<KeyOwner>

    init() throws {
        samples = try Samples()
        organization = Liveness(samples.source.next(Organization.self, at: samples.now))
        owner = Liveness(.team(samples.source.next(Team.self, at: samples.now)))
    }

    /// A digest of few bits, so that many begin their search in one place, at the table's end too.
    private func digest(_ random: inout SeededGenerator) -> SecretDigest {
        SecretDigest(
            words: (UInt64.random(in: 0..<8, using: &random) &- 4, UInt64.random(in: 0..<40, using: &random), 0, 0))
    }

    private func entry(_ digest: SecretDigest) throws -> KeyEntry {
        let stored = StoredSecret(digest: digest, pepperVersion: 1, masked: "", createdAt: samples.now)
        let key = DirectoryKey(try samples.key(stored))
        return KeyEntry(key, organization: organization, owner: owner, uses: SecretUses(stored: key))
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `a table holds what a dictionary holds, through any puts and removals`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var (table, model) = (EntryTable(), [SecretDigest: KeyEntry]())
        for step in 0..<4000 {
            let digest = digest(&random)
            // It grows for a while, then shrinks, and so on.
            if Int.random(in: 0..<10, using: &random) < (step / 500 % 2 == 0 ? 7 : 3) {
                let entry = try entry(digest)
                table.put(entry)
                model[digest] = entry
            } else {
                table.remove(digest)
                model[digest] = nil
            }
            #expect(table.count == model.count)
            guard step % 10 == 0 else { continue }
            for first in 0..<8 as Range<UInt64> {
                for second in 0..<40 as Range<UInt64> {
                    let digest = SecretDigest(words: (first &- 4, second, 0, 0))
                    guard table.find(digest) !== model[digest] else { continue }
                    Issue.record("seed \(seed), step \(step): another entry than the dictionary's")
                    return
                }
            }
        }
    }

    @Test func `room that was made beforehand changes nothing that is found`() throws {
        var (table, random) = (EntryTable(), SeededGenerator(seed: 9))
        let entries = try (0..<100).map { _ in try entry(digest(&random)) }
        for entry in entries { table.put(entry) }
        let found = entries.map { table.find($0.digest).map(ObjectIdentifier.init) }
        table.reserve(10_000)
        #expect(entries.map { table.find($0.digest).map(ObjectIdentifier.init) } == found)
        #expect(table.find(SecretDigest(words: (1, 1, 1, 1))) == nil)
    }
}
