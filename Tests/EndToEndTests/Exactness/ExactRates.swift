/// What was decided on the rate limits, held against the promise of a window: never more than its limit in it, and room
/// again a sixteenth of a window late at most.
struct ExactRates {
    struct Window {
        let limit: Int
        let milliseconds: Int64
    }

    private static let windows = [
        Window(limit: ExactScene.perSecond, milliseconds: 1000),
        Window(limit: ExactScene.perMinute, milliseconds: 60_000),
    ]

    /// By the server's clock, in Unix milliseconds.
    private let admissions: [Int64]
    private let refusals: [(askedAt: Int64, answeredAt: Int64)]
    private let windows: [Window]

    init(_ calls: [ExactCall]) {
        let calls = calls.filter { !$0.isOnBudget }
        self.init(
            admissions: calls.map(\.madeAt).filter { $0 > 0 },
            refusals: calls.filter(\.isRefused).map { ($0.askedAt, $0.answeredAt) }, Self.windows)
    }

    init(admissions: [Int64], refusals: [(askedAt: Int64, answeredAt: Int64)], _ windows: [Window]) {
        self.admissions = admissions.sorted()
        self.refusals = refusals
        self.windows = windows
    }

    /// How many admissions had more than the limit in the window that they end.
    var overshoot: Int {
        windows.reduce(0) { sum, window in
            let indices = admissions.indices.dropFirst(window.limit)
            return sum + indices.count { admissions[$0] - admissions[$0 - window.limit] < window.milliseconds }
        }
    }

    /// How many refusals no window accounts for, even if it was asked as early, and answered as late, as can be. Both
    /// clocks are the machine's, cut to milliseconds.
    var falseDenials: Int {
        refusals.count { refusal in
            windows.allSatisfy { window in
                let from = refusal.askedAt - window.milliseconds * 17 / 16 - 2
                return index(of: refusal.answeredAt + 2) - index(of: from) < window.limit
            }
        }
    }

    /// As many admissions as are before that instant.
    private func index(of instant: Int64) -> Int {
        var (low, high) = (0, admissions.count)
        while low < high {
            let middle = (low + high) / 2
            if admissions[middle] < instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
