import Domain

/// Reservations by when they expire: a binary heap. What has ended stays in it until its time comes, or until most of it
/// has ended: then it is made anew of what is open.
struct ExpiryQueue {
    struct Item {
        let at: Instant
        let id: ReservationID
    }

    private var heap: [Item] = []

    var next: Instant? { heap.first?.at }

    mutating func insert(_ item: Item) {
        heap.append(item)
        var child = heap.count - 1
        while child > 0, heap[child].at < heap[(child - 1) / 2].at {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// The earliest, if its time has come.
    mutating func popDue(at now: Instant) -> ReservationID? {
        guard let first = heap.first, first.at <= now else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink(0)
        }
        return first.id
    }

    /// Makes itself anew when it holds far more than what is open.
    mutating func compact(open: Int, _ items: () -> [Item]) {
        guard heap.count > 2 * open + 1024 else { return }
        heap = items()
        for parent in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(parent) }
    }

    private mutating func sink(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].at < heap[least].at {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
