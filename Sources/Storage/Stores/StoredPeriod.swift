import Domain

/// A budget's period as it stands in three columns: a word, and for a number of days how many and from when.
struct StoredPeriod {
    let word: String
    var days: Int64?
    var anchor: Instant?

    private static let everyDays = "days"
    private static let never = "never"
    private static let words: [String: BudgetPeriod] = [
        "hourly": .hourly, "daily": .daily, "weekly": .weekly, "monthly": .monthly, "quarterly": .quarterly,
        "yearly": .yearly, never: .never,
    ]

    init(_ period: BudgetPeriod) {
        guard case .everyDays(let days, let anchor) = period else {
            word = Self.words.first { $0.value == period }?.key ?? Self.never
            return
        }
        (word, self.days, self.anchor) = (Self.everyDays, Int64(days), anchor)
    }

    /// - Parameter column: of the word; the other two follow it.
    static func decode(_ row: Row, _ column: Int) throws(AdminError) -> BudgetPeriod {
        let word = try row.text(column)
        guard word == everyDays else {
            guard let period = words[word] else { throw row.unexpected(column, "a period") }
            return period
        }
        return .everyDays(Int(try row.integer(column + 1)), anchor: try row.instant(column + 2))
    }
}
