import Domain

/// Counters in the order of their ids, which is that in which they were made: a page of them costs what the page costs,
/// and one is found by its id without a look at the others. Eight bytes for each.
struct CounterIndex {
    private var counters: [Counter] = []

    init() {}

    init(_ counters: some Sequence<Counter>) {
        self.counters = counters.sorted { $0.id < $1.id }
    }

    var count: Int { counters.count }

    subscript(position: Int) -> Counter { counters[position] }

    func counter(_ id: CounterID) -> Counter? {
        let position = position(from: id)
        return position < counters.count && counters[position].id == id ? counters[position] : nil
    }

    /// - Parameter skipping: how many are left out behind `id`.
    func page(after id: CounterID?, skipping: Int = 0, limit: Int) -> ArraySlice<Counter> {
        let start = id.map { self.position(after: $0) } ?? 0
        guard skipping < counters.count - start else { return [] }
        return counters[(start + skipping)...].prefix(limit)
    }

    /// Ids are handed out in their order, and so nearly always at the end.
    mutating func insert(_ counter: Counter) {
        guard let last = counters.last, last.id > counter.id else { return counters.append(counter) }
        counters.insert(counter, at: position(from: counter.id))
    }

    mutating func remove(_ counter: Counter) {
        let position = position(from: counter.id)
        guard position < counters.count, counters[position] === counter else { return }
        counters.remove(at: position)
    }

    /// Of several that lie close to each other, in their order.
    mutating func remove(_ dropped: [Counter]) {
        guard let first = dropped.first, let last = dropped.last else { return }
        let range = position(from: first.id)..<position(after: last.id)
        counters.replaceSubrange(range, with: counters[range].filter { !$0.isRetired })
    }

    private func position(after id: CounterID) -> Int { firstPosition { $0.id > id } }

    private func position(from id: CounterID) -> Int { firstPosition { $0.id >= id } }

    private func firstPosition(where isReached: (Counter) -> Bool) -> Int {
        var (low, high) = (0, counters.count)
        while low < high {
            let middle = (low + high) / 2
            if isReached(counters[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
