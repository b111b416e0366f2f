import ArgumentParser
import Foundation
import Wire

struct LedgerReprice: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprice", abstract: "Reckon calls again by the prices that are known by now.",
        discussion: """
            Calls whose cost nobody could tell when they were recorded get a correction each, by the price that was in force \
            at their time, or else by the first that came after. What still has no price is counted and left. Running it \
            again changes nothing.
            """)

    @Option(help: .init("When the calls were, from: a time, a day, or how long ago, such as 7d.", valueName: "time"))
    var from: PastArgument

    @Option(help: .init("When the calls were, until. (default: now)", valueName: "time"))
    var to: PastArgument?

    @Option(help: .init("The model that answered. (default: any)", valueName: "model"), completion: .names(of: .model))
    var model: String?

    @Flag(help: "Reckon calls that had a price again, too; a cost that was stated stays.")
    var priced = false

    @Flag(help: "Write nothing: say what would be.")
    var dryRun = false

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let now = Date()
        var body = RepriceUsageBody(
            from: from.instant(now: now), to: to?.instant(now: now) ?? Timestamp.text(now.addingTimeInterval(300)))
        (body.model, body.priced, body.dryRun) = (model, priced ? true : nil, dryRun ? true : nil)
        var sum = RepricingReport(isDryRun: dryRun)
        repeat {
            let piece = try session.client.repriceUsage(body)
            sum.add(piece)
            body.after = piece.lastID.value
            if !piece.hasMore { break }
        } while body.after != nil
        try session.printer.show(sum)
    }
}

/// All pieces of a repricing, added up.
struct RepricingReport: Codable, Sendable {
    var examined = 0
    var repriced = 0
    var unpriced = 0
    var cost = DollarsBody(units: 0, decimalPlaces: 0)
    let isDryRun: Bool

    init(isDryRun: Bool) {
        self.isDryRun = isDryRun
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case examined, repriced, unpriced, cost
        case isDryRun = "dry_run"
    }

    mutating func add(_ piece: UsageRepricingBody) {
        examined += piece.examined
        repriced += piece.repriced
        unpriced += piece.unpriced
        cost = DollarsBody(cost.value + piece.cost.value)
    }
}

extension RepricingReport: Presentable {
    static var plural: String { "repricings" }
    static var columns: [Column<RepricingReport>] { fields }

    static var fields: [Column<RepricingReport>] {
        [
            Column("Examined") { String($0.examined) },
            Column("Repriced") { String($0.repriced) },
            Column("Still unpriced") { String($0.unpriced) },
            Column("Cost more by") { FieldText.dollars($0.cost) },
            Column("Dry run") { $0.isDryRun ? "yes: nothing was written" : "no" },
        ]
    }

    var identity: String { "" }
}
