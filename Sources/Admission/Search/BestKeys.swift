import Algorithms
import Domain

/// The first few of many keys in some order, kept while all of them go by.
struct BestKeys<Rank: Comparable> {
    struct Place: Comparable {
        let rank: Rank
        let id: APIKeyID

        static func < (left: Self, right: Self) -> Bool {
            left.rank == right.rank ? left.id < right.id : left.rank < right.rank
        }
    }

    private let limit: Int
    private let isDescending: Bool
    private var places: [Place] = []

    init(limit: Int, isDescending: Bool) {
        self.limit = limit
        self.isDescending = isDescending
    }

    var ids: [APIKeyID] { places.map(\.id) }

    /// What a key has to come before, or be the same as, once there are enough.
    var bound: Rank? { places.count == limit ? places.last?.rank : nil }

    /// - Parameter last: what the page before ended with.
    mutating func take(_ place: Place, after last: Place?) {
        if places.count == limit, let bound = places.last, !isBefore(place, bound) { return }
        if let last, !isBefore(last, place) { return }
        if places.count == limit { places.removeLast() }
        places.insert(place, at: places.partitioningIndex { isBefore(place, $0) })
    }

    private func isBefore(_ left: Place, _ right: Place) -> Bool { isDescending ? right < left : left < right }
}

/// A name by its bytes.
struct NameRank: Comparable {
    private let bytes: [UInt8]

    init(_ name: some Sequence<UInt8>) { bytes = Array(name) }

    static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }

    /// Whether a name comes before this one, or is the same.
    func isReached(by name: UnsafeBufferPointer<UInt8>, descending: Bool) -> Bool {
        for index in 0..<min(name.count, bytes.count) where name[index] != bytes[index] {
            return (name[index] < bytes[index]) != descending
        }
        return descending ? name.count >= bytes.count : name.count <= bytes.count
    }
}
