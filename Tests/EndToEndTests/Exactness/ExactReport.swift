/// What it came to. What is wrong is to be zero.
final class ExactReport {
    var overshoot = 0
    /// Of calls among others, by what their callers know of the order of things.
    var falseDenials = 0
    /// Of a call alone.
    var falseDenialsAtRest = 0
    var leakedHolds = 0
    var lostHolds = 0
    var lostSettlements = 0
    var chargedTwice = 0
    var comparisons = 0
    /// Of the rates, which are judged over all calls again and again.
    private var ofRates = (overshoot: 0, falseDenials: 0)

    private var notes: [String] = []

    func note(_ words: String, _ reservations: Set<String>) {
        notes += reservations.sorted().map { "comparison \(comparisons): reservation \($0) is \(words)" }
    }

    func add(_ findings: (overshoot: Int, falseDenials: Int)) {
        overshoot += findings.overshoot
        falseDenials += findings.falseDenials
    }

    func set(ofRates findings: (overshoot: Int, falseDenials: Int)) {
        overshoot += findings.overshoot - ofRates.overshoot
        falseDenials += findings.falseDenials - ofRates.falseDenials
        ofRates = findings
    }

    /// Leaves out refusals of calls among others, which `make bench-exact` judges: on an overloaded machine a few were
    /// once counted for which no cause was found.
    var isExactAtRest: Bool { faults.allSatisfy { $0.count == 0 || $0.name == Self.amongOthers } }
    private static let amongOthers = "false denials among others"

    var isExact: Bool { faults.allSatisfy { $0.count == 0 } }

    private var faults: [(name: String, count: Int)] {
        [
            ("overshoot", overshoot), ("false denials", falseDenialsAtRest), (Self.amongOthers, falseDenials),
            ("leaked holds", leakedHolds),
            ("lost holds", lostHolds), ("lost settlements", lostSettlements), ("charged twice", chargedTwice),
        ]
    }

    func table(of calls: [ExactCall], unconfirmed: Int, rounds: Int, clients: Int, seed: UInt64) -> String {
        let facts = [
            ("seed", "\(seed)"), ("clients", "\(clients)"), ("kills and restarts", "\(rounds)"),
            ("answers that nothing could be confirmed", "\(unconfirmed)"),
            ("comparisons", "\(comparisons)"), ("calls", "\(calls.count)"),
            ("  refused by a budget", "\(calls.count { $0.isRefused && $0.isOnBudget })"),
            ("  refused by a rate limit", "\(calls.count { $0.isRefused && !$0.isOnBudget })"),
            ("  settled", "\(calls.count { if case .settled = $0.state { true } else { false } })"),
            ("  settled after their expiry", "\(calls.count(where: \.isLate))"),
            ("  released", "\(calls.count { if case .released = $0.state { true } else { false } })"),
            ("  expired", "\(calls.count { if case .expired = $0.state { true } else { false } })"),
        ]
        let lines = facts + faults.map { ($0.name, "\($0.count)") }
        let table = lines.map { name, value in
            let gap = String(repeating: " ", count: max(1, 42 - name.count - value.count))
            return "  \(name)\(gap)\(value)"
        }
        return (table + notes).joined(separator: "\n")
    }
}
