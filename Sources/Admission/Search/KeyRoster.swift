import Algorithms
import Domain

/// An organization's keys in the order of their ids, the removed ones included.
///
/// In pieces: a change that meets a search copies the list of pieces and one of them, and not a mention of every key.
struct KeyRoster {
    /// Entries that a piece is filled up to; one that grows in its middle is cut at twice as many.
    private static let pieceLength = 512

    private(set) var pieces: ContiguousArray<ContiguousArray<KeyEntry>> = []

    init() {}

    /// - Parameter entries: in whatever order, each key once.
    init(_ entries: some Sequence<KeyEntry>) {
        let sorted = entries.sorted { $0.id < $1.id }
        pieces = ContiguousArray(sorted.chunks(ofCount: Self.pieceLength).map { ContiguousArray($0) })
    }

    /// Every key. An entry is lent: to count references for each would write to the memory of all of them, which costs
    /// several times what reading it does.
    func forEach(descending: Bool, _ body: (KeyEntry) -> Void) {
        func visit(_ piece: ContiguousArray<KeyEntry>) {
            piece.withUnsafeBytes { bytes in
                let entries = bytes.bindMemory(to: Unmanaged<KeyEntry>.self)
                for index in 0..<entries.count {
                    entries[descending ? entries.count - 1 - index : index]._withUnsafeGuaranteedRef { body($0) }
                }
            }
        }
        if descending { pieces.reversed().forEach(visit) } else { pieces.forEach(visit) }
    }

    func find(_ id: APIKeyID) -> KeyEntry? {
        guard let place = place(of: id) else { return nil }
        let piece = pieces[place.piece]
        return place.index < piece.count && piece[place.index].id == id ? piece[place.index] : nil
    }

    /// Puts an entry in the place of the key's former one, or where its id belongs.
    mutating func put(_ entry: KeyEntry) {
        guard let place = place(of: entry.id) else {
            pieces.append([entry])
            return
        }
        let length = pieces[place.piece].count
        if place.index < length, pieces[place.piece][place.index].id == entry.id {
            pieces[place.piece][place.index] = entry
        } else if place.index == length, length >= Self.pieceLength {
            // New keys have the highest ids: what is full stays as it is.
            pieces.insert([entry], at: place.piece + 1)
        } else {
            pieces[place.piece].insert(entry, at: place.index)
            if length >= 2 * Self.pieceLength { split(place.piece) }
        }
    }

    private mutating func split(_ position: Int) {
        let piece = pieces[position]
        pieces[position] = ContiguousArray(piece.prefix(Self.pieceLength))
        pieces.insert(ContiguousArray(piece.dropFirst(Self.pieceLength)), at: position + 1)
    }

    /// Where an id is, or belongs; `nil` where there are no keys.
    private func place(of id: APIKeyID) -> (piece: Int, index: Int)? {
        guard !pieces.isEmpty else { return nil }
        let piece = max(0, pieces.partitioningIndex { $0[0].id > id } - 1)
        return (piece, pieces[piece].partitioningIndex { $0.id >= id })
    }
}
