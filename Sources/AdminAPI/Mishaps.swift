import Synchronization

/// What went wrong where nobody waits for an answer: counted for the metrics, and kept for the log until the housekeeping
/// says it.
final class Mishaps: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// A last use that could not be written.
        case lastUse = "last_use"
        /// A counter that differed from what is open, or was damaged, and was put right when it was read.
        case counter
        /// The audit trail is not what was anchored.
        case audit
        /// A step of the housekeeping that failed as a whole; it is tried again.
        case housekeeping
        /// A key's plan for being rotated that could not be followed.
        case rotationPlan = "rotation_plan"
    }

    /// More of one turn are counted and not said.
    private static let maximumLines = 100
    /// Many times what one looks into one by one.
    private static let maximumDamagedRows = 10_000

    private struct State {
        var counts: [Kind: Int64] = [:]
        var lines: [String] = []
        var damagedRows: Set<String> = []
    }

    private let state = Mutex(State())

    func note(_ kind: Kind, _ line: String) {
        state.withLock { state in
            state.counts[kind, default: 0] += 1
            if state.lines.count < Self.maximumLines { state.lines.append(line) }
        }
    }

    /// - Parameter row: that cannot be read, by table, row and column. It is said once.
    func noteDamage(_ row: String) {
        state.withLock { state in
            guard state.damagedRows.count < Self.maximumDamagedRows, state.damagedRows.insert(row).inserted,
                state.lines.count < Self.maximumLines
            else { return }
            state.lines.append("a row cannot be read, and is missing from lists: \(row)")
        }
    }

    /// Those that were noted since the start.
    var damagedRows: Set<String> { state.withLock { $0.damagedRows } }

    /// What has been noted since this was last asked.
    func takeLines() -> [String] {
        state.withLock { state in
            defer { state.lines = [] }
            return state.lines
        }
    }

    /// - Parameter rows: that could not be read, at the start or since.
    static func damaged(_ rows: Int) -> MetricFamily {
        MetricFamily(
            "keyhold_damaged_rows", .gauge,
            "Rows that could not be read: of keys, which are refused, and of lists, which lack them. The log names them.",
            [MetricFamily.Sample([], Int64(rows))])
    }

    /// For `/metrics`.
    var family: MetricFamily {
        let counts = state.withLock { $0.counts }
        return MetricFamily(
            "keyhold_background_failures_total", .counter,
            "What could not be written in the background, by kind; it is in the log. Only housekeeping is tried again.",
            Kind.allCases.map { MetricFamily.Sample([("kind", $0.rawValue)], counts[$0] ?? 0) })
    }
}
