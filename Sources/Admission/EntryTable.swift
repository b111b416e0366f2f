import Domain

/// Key entries by the digest of their current secret: open addressing with linear probing (Knuth, TAOCP 3, 6.4, algorithm
/// L), over references alone. The digests stay in the entries, so that a key costs 12 to 24 bytes here.
struct EntryTable {
    /// A power of two of slots, at most two thirds of them taken: a search ends at the first free one.
    private var slots: ContiguousArray<KeyEntry?> = [nil, nil, nil, nil]
    private(set) var count = 0

    /// Makes room for this many entries at once, so that filling the table moves none of them.
    mutating func reserve(_ entries: Int) {
        var size = slots.count
        while entries * 3 > size * 2 { size *= 2 }
        if size > slots.count { resize(to: size) }
    }

    func find(_ digest: SecretDigest) -> KeyEntry? { slots[slot(of: digest)] }

    /// Puts an entry under its own digest, in the place of whatever was there.
    mutating func put(_ entry: KeyEntry) {
        reserve(count + 1)
        let slot = slot(of: entry.digest)
        if slots[slot] == nil { count += 1 }
        slots[slot] = entry
    }

    mutating func remove(_ digest: SecretDigest) {
        var free = slot(of: digest)
        guard slots[free] != nil else { return }
        slots[free] = nil
        count -= 1
        // What stands behind the gap moves up, unless it would then stand before its own first place (algorithm R).
        var next = following(free)
        while let entry = slots[next] {
            let home = home(of: entry.digest)
            if distance(from: home, to: next) >= distance(from: free, to: next) {
                slots.swapAt(free, next)
                free = next
            }
            next = following(next)
        }
    }

    /// The slot that holds the digest, or the free one where it would go.
    private func slot(of digest: SecretDigest) -> Int {
        var slot = home(of: digest)
        while let entry = slots[slot], entry.digest != digest { slot = following(slot) }
        return slot
    }

    /// A digest is keyed: nobody outside can choose some that meet in one place, and its bits need no further mixing.
    private func home(of digest: SecretDigest) -> Int { Int(truncatingIfNeeded: digest.words.0) & (slots.count - 1) }

    private func following(_ slot: Int) -> Int { (slot + 1) & (slots.count - 1) }

    private func distance(from home: Int, to slot: Int) -> Int { (slot - home) & (slots.count - 1) }

    private mutating func resize(to size: Int) {
        let old = slots
        slots = ContiguousArray(repeating: nil, count: size)
        for case let entry? in old { slots[slot(of: entry.digest)] = entry }
    }
}
