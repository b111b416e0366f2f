import Foundation
import Wire

/// What became of a file of usage.
struct UsageReport: Encodable, Presentable {
    var rows = 0
    /// Charged now.
    var recorded = 0
    /// Known by their request ids, and not charged again.
    var repeated = 0
    /// Dollars, of what is charged now and has a price.
    var cost = DollarsBody(0)
    /// Charged now, and what they cost is not known.
    var withoutPrice = 0
    var isDryRun = false

    mutating func add(_ entries: [UsageEntryBody], of count: Int) {
        let new = entries.filter { $0.repeated != true }
        rows += count
        recorded += new.count
        repeated += count - new.count
        cost = DollarsBody(new.reduce(cost.value) { $0 + ($1.cost.value?.value ?? 0) })
        withoutPrice += new.count { $0.cost.value == nil }
    }

    private enum CodingKeys: String, CodingKey {
        case rows, recorded, repeated, cost
        case withoutPrice = "without_price"
        case isDryRun = "dry_run"
    }

    static var plural: String { "reports" }
    static var columns: [Column<UsageReport>] { fields }
    static var fields: [Column<UsageReport>] {
        [
            Column("Rows") { String($0.rows) },
            Column("Recorded") { String($0.recorded) },
            Column("Known before") { String($0.repeated) },
            Column("Cost") { "$\($0.cost.text)" },
            Column("Without price") { String($0.withoutPrice) },
            Column("Dry run") { $0.isDryRun ? "yes: nothing was sent" : "no" },
        ]
    }

    var identity: String { "\(recorded)" }
}
