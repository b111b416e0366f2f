import Domain
import Policy
import Wire

/// When a budget is to begin again, as a request states it.
struct PeriodDraft: Sendable {
    private let word: Change<String>
    private let days: Change<Int64>
    private let firstReset: Change<String>

    /// The names of the periods that follow the calendar.
    static let words: [(word: String, period: BudgetPeriod)] = [
        ("hourly", .hourly), ("daily", .daily), ("weekly", .weekly), ("monthly", .monthly),
        ("quarterly", .quarterly), ("yearly", .yearly),
    ]

    init(word: Change<String>, days: Change<Int64>, firstReset: Change<String>) throws(AdminError) {
        if case .set = word, case .set = days {
            throw .invalid("periodic_reset_days", "Give periodic_reset or periodic_reset_days, not both.")
        }
        (self.word, self.days, self.firstReset) = (word, days, firstReset)
    }

    func applied(to before: BudgetPeriod, now: Instant) throws(AdminError) -> BudgetPeriod {
        let period = try applied(to: before, at: now)
        guard case .set(let text) = firstReset else { return period }
        guard case .everyDays(let days, _) = period else {
            throw .invalid("next_usage_reset_at", "next_usage_reset_at goes with periodic_reset_days.")
        }
        let first = try parsedInstant(text, "next_usage_reset_at")
        guard first > now, first <= now.adding(seconds: Int64(days) * 86_400) else {
            throw .invalid(
                "next_usage_reset_at", "next_usage_reset_at must lie in the future, \(days) days ahead at most.")
        }
        return .everyDays(days, anchor: first)
    }

    private func applied(to before: BudgetPeriod, at now: Instant) throws(AdminError) -> BudgetPeriod {
        if case .set(let number) = days {
            guard LimitRules.periodDays.contains(number) else {
                throw .invalid("periodic_reset_days", "periodic_reset_days must be between 1 and 365.")
            }
            if case .everyDays(Int(number), _) = before { return before }
            return .everyDays(Int(number), anchor: now)
        }
        switch word {
        case .set(let text):
            guard let period = Self.words.first(where: { $0.word == text })?.period else {
                let words = Self.words.map(\.word).joined(separator: ", ")
                throw .invalid("periodic_reset", "periodic_reset must be one of: \(words); null: never.")
            }
            return period
        case .clear: return .never
        case .keep:
            if case .clear = days, case .everyDays = before { return .never }
            return before
        }
    }
}

extension BudgetPeriod {
    var word: String? { PeriodDraft.words.first { $0.period == self }?.word }
    var days: Int64? { if case .everyDays(let days, _) = self { Int64(days) } else { nil } }
}
