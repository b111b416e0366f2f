/// The ring of counts behind a rate window. They take 32 bits each for as long as they fit, which is nearly always: a
/// million windows are a matter of memory.
struct WindowBuckets: Hashable, Sendable {
    /// The slices of a window, and the one that is only partly in it.
    static let count: Int64 = 17

    private enum Counts: Hashable, Sendable {
        case narrow(SIMD16<UInt32>, UInt32)
        case wide([Int64])
    }

    private var counts = Counts.narrow(.zero, 0)

    /// - Parameter slice: any slice of time at all; those that are 17 apart share a bucket.
    subscript(slice: Int64) -> Int64 {
        get {
            let slot = Self.slot(slice)
            switch counts {
            case .narrow(let most, let last): return Int64(slot < 16 ? most[slot] : last)
            case .wide(let all): return all[slot]
            }
        }
        set {
            let slot = Self.slot(slice)
            switch counts {
            case .narrow(var most, var last):
                guard let value = UInt32(exactly: newValue) else { return widen(setting: slot, to: newValue) }
                if slot < 16 { most[slot] = value } else { last = value }
                counts = .narrow(most, last)
            case .wide(var all):
                // Gives the array's only reference to `all`, so that the change is made in place.
                counts = .narrow(.zero, 0)
                all[slot] = newValue
                counts = .wide(all)
            }
        }
    }

    private mutating func widen(setting slot: Int, to value: Int64) {
        var all = (0..<Self.count).map { self[$0] }
        all[slot] = value
        counts = .wide(all)
    }

    private static func slot(_ slice: Int64) -> Int {
        let rest = slice % count
        return Int(rest < 0 ? rest + count : rest)
    }
}
