import Algorithms
import Domain

/// An organization's keys in the order of their ids, the removed ones included.
///
/// In pieces: a change that meets a search copies the list of pieces and one of them, and not a mention of every key.
struct KeyRoster {
    private(set) var pieces: ContiguousArray<KeyRosterPiece> = []

    init() {}

    /// - Parameter entries: in whatever order, each key once.
    init(_ entries: some Sequence<KeyEntry>) {
        let sorted = entries.sorted { $0.id < $1.id }
        pieces = ContiguousArray(sorted.chunks(ofCount: KeyRosterPiece.length).map { KeyRosterPiece($0) })
    }

    func find(_ id: APIKeyID) -> KeyEntry? {
        guard let place = place(of: id) else { return nil }
        let entries = pieces[place.piece].entries
        return place.index < entries.count && entries[place.index].id == id ? entries[place.index] : nil
    }

    /// Puts an entry in the place of the key's former one, or where its id belongs.
    mutating func put(_ entry: KeyEntry) {
        guard let place = place(of: entry.id) else {
            pieces.append(KeyRosterPiece(CollectionOfOne(entry)))
            return
        }
        let count = pieces[place.piece].entries.count
        if place.index < count, pieces[place.piece].entries[place.index].id == entry.id {
            pieces[place.piece].replace(at: place.index, with: entry)
        } else if place.index == count, count >= KeyRosterPiece.length {
            // New keys have the highest ids: what is full stays as it is.
            pieces.insert(KeyRosterPiece(CollectionOfOne(entry)), at: place.piece + 1)
        } else {
            pieces[place.piece].insert(entry, at: place.index)
            if count >= 2 * KeyRosterPiece.length { split(place.piece) }
        }
    }

    private mutating func split(_ position: Int) {
        let entries = pieces[position].entries
        pieces[position] = KeyRosterPiece(entries.prefix(KeyRosterPiece.length))
        pieces.insert(KeyRosterPiece(entries.dropFirst(KeyRosterPiece.length)), at: position + 1)
    }

    /// Where an id is, or belongs; `nil` where there are no keys.
    private func place(of id: APIKeyID) -> (piece: Int, index: Int)? {
        guard !pieces.isEmpty else { return nil }
        let piece = max(0, pieces.partitioningIndex { $0.entries[0].id > id } - 1)
        return (piece, pieces[piece].entries.partitioningIndex { $0.id >= id })
    }
}

/// Some keys that follow each other. Entries lie apart in memory, and waiting for each takes longer than all else: what
/// most searches ask of keys stands side by side here.
struct KeyRosterPiece {
    /// How many a piece is filled up to; one that grows in its middle is cut at twice as many.
    static let length = 512

    private(set) var entries: ContiguousArray<KeyEntry> = []
    private var marks: ContiguousArray<KeyMarks> = []
    private var expiries: ContiguousArray<Instant> = []
    private var names: ContiguousArray<UInt8> = []
    /// Where each name ends.
    private var ends: ContiguousArray<UInt32> = []

    init(_ entries: some Collection<KeyEntry>) {
        for entry in entries { insert(entry, at: self.entries.count) }
    }

    mutating func insert(_ entry: KeyEntry, at index: Int) {
        entries.insert(entry, at: index)
        marks.insert(entry.marks, at: index)
        expiries.insert(entry.expiry, at: index)
        ends.insert(index == 0 ? 0 : ends[index - 1], at: index)
        setName(entry.name, at: index)
    }

    mutating func replace(at index: Int, with entry: KeyEntry) {
        if entries[index].name != entry.name { setName(entry.name, at: index) }
        entries[index] = entry
        marks[index] = entry.marks
        expiries[index] = entry.expiry
    }

    private mutating func setName(_ name: String, at index: Int) {
        let start = index == 0 ? 0 : ends[index - 1]
        let end = ends[index]
        names.replaceSubrange(Int(start)..<Int(end), with: name.utf8)
        let moved = Int(start) + name.utf8.count - Int(end)
        guard moved != 0 else { return }
        for later in index..<ends.count { ends[later] = UInt32(Int(ends[later]) + moved) }
    }

    /// - Parameter touching: whether entries themselves will be asked for something of most keys.
    func forEach(descending: Bool, touching: Bool, _ body: (ListedKey) -> Void) {
        entries.withUnsafeBytes { bytes in
            let entries = bytes.bindMemory(to: Unmanaged<KeyEntry>.self)
            if touching { fetch(entries) }
            names.withUnsafeBufferPointer { names in
                for position in entries.indices {
                    let index = descending ? entries.count - 1 - position : position
                    let start = index == 0 ? 0 : Int(ends[index - 1])
                    body(
                        ListedKey(
                            marks: marks[index], expiry: expiries[index],
                            name: UnsafeBufferPointer(rebasing: names[start..<Int(ends[index])]),
                            reference: entries[index]))
                }
            }
        }
    }

    /// Where nothing else is done, the processor waits for several entries at once.
    private func fetch(_ entries: UnsafeBufferPointer<Unmanaged<KeyEntry>>) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: entries.count) { seconds in
            for index in entries.indices {
                seconds[index] = entries[index]._withUnsafeGuaranteedRef { $0.currentUse.second }
            }
        }
    }
}

/// A key as a search meets it. It is lent: to count references for each would write to the memory of all entries.
struct ListedKey {
    let marks: KeyMarks
    let expiry: Instant
    let name: UnsafeBufferPointer<UInt8>
    fileprivate let reference: Unmanaged<KeyEntry>

    /// What only the entry knows.
    func read<Value>(_ body: (KeyEntry) -> Value) -> Value { reference._withUnsafeGuaranteedRef(body) }
}

extension KeyEntry {
    /// The same of one key.
    func listed<Value>(_ body: (ListedKey) -> Value) -> Value {
        var name = name
        return name.withUTF8 {
            body(ListedKey(marks: marks, expiry: expiry, name: $0, reference: .passUnretained(self)))
        }
    }
}
