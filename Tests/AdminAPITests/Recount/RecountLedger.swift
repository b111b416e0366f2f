import Domain
import Storage

/// What all calls have used and cost, so plain that it is seen to be right.
struct RecountLedger {
    struct Call {
        let id: String
        let key: Int
        let model: Int
        /// When it was, and when its price was taken.
        let time: Instant
        let pricedAt: Instant
        var usage: RecountUsage
        /// Nano-dollars; `nil` where nobody could tell yet.
        var cost: Int64?
        /// The version of its model's price that it was reckoned by last, from 1; 0 where there was none.
        var version: Int
        /// Whether its cost was stated.
        var isStated = false
        var isCorrected = false
    }

    enum Budget: Int, CaseIterable { case moneyByMonth, tokensByHour, callsByDay, money }

    struct Place: Hashable {
        let budget: Budget
        /// 0 where the budget is for all keys together.
        let key: Int
        let period: Int64
    }

    /// Over all rows.
    struct Sums: Equatable {
        var rows: Int64 = 0
        var input: Int64 = 0
        var cachedInput: Int64 = 0
        var output: Int64 = 0
        var reasoning: Int64 = 0
        var requests: Int64 = 0
        var cost: Int64 = 0
        /// Calls whose cost nobody could tell when they were recorded.
        var unpriced: Int64 = 0
    }

    private(set) var used: [Place: Int64] = [:]
    private(set) var sums = Sums()

    init() {}

    mutating func add(_ call: Call) {
        sums.rows += 1
        if call.cost == nil { sums.unpriced += 1 }
        count(call, 1)
    }

    /// A correction was made.
    mutating func change(_ old: Call, to new: Call) {
        sums.rows += 1
        count(old, -1)
        count(new, 1)
    }

    private mutating func count(_ call: Call, _ sign: Int64) {
        sums.input += sign * call.usage.input
        sums.cachedInput += sign * call.usage.cachedInput
        sums.output += sign * call.usage.output
        sums.reasoning += sign * call.usage.reasoning
        sums.requests += sign * call.usage.requests
        sums.cost += sign * (call.cost ?? 0)
        for budget in Budget.allCases {
            let amount =
                switch budget {
                case .money, .moneyByMonth: call.cost ?? 0
                case .tokensByHour: call.usage.tokens
                case .callsByDay: call.usage.requests
                }
            used[Self.place(budget, call.key, call.time), default: 0] += sign * amount
        }
    }

    static func place(_ budget: Budget, _ key: Int, _ time: Instant) -> Place {
        let milliseconds = time.milliseconds
        return switch budget {
        case .moneyByMonth: Place(budget: budget, key: key, period: month(milliseconds / 86_400_000))
        case .tokensByHour: Place(budget: budget, key: key, period: milliseconds / 3_600_000)
        case .callsByDay: Place(budget: budget, key: 0, period: milliseconds / 86_400_000)
        case .money: Place(budget: budget, key: 0, period: 0)
        }
    }

    /// Which month a day since 1970 is in: counted through, year by year.
    private static func month(_ day: Int64) -> Int64 {
        var (left, year) = (day, Int64(1970))
        func isLeap() -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
        while left >= (isLeap() ? 366 : 365) {
            left -= isLeap() ? 366 : 365
            year += 1
        }
        let lengths: [Int64] = [31, isLeap() ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var month: Int64 = 0
        for length in lengths where left >= 0 {
            if left < length { return year * 12 + month }
            left -= length
            month += 1
        }
        return year * 12 + month
    }
}

extension RecountLedger.Sums {
    init(_ totals: UsageTotals) {
        self.init(
            rows: totals.rows, input: totals.input, cachedInput: totals.cachedInput, output: totals.output,
            reasoning: totals.reasoning, requests: totals.requests, cost: totals.cost, unpriced: totals.unpriced)
    }
}
