import Foundation
import Wire

/// A line of what an import would change of prices.
struct PriceChangeLine: Presentable, Encodable {
    let model: String
    let amount: String
    let before: String
    let after: String
    let change: String

    static var plural: String { "changes" }
    static var columns: [Column<PriceChangeLine>] {
        [
            Column("MODEL") { $0.model },
            Column("AMOUNT") { $0.amount },
            Column("BEFORE") { $0.before },
            Column("AFTER") { $0.after },
            Column("CHANGE") { $0.change },
        ]
    }
    static var fields: [Column<PriceChangeLine>] { columns }

    var identity: String { model }
}

extension ImportPriceChangeBody {
    /// A line for each amount that differs, or one for the state where none does.
    var lines: [PriceChangeLine] {
        guard !amounts.isEmpty else {
            let before = stateBefore.value ?? FieldText.nothing
            return [PriceChangeLine(model: name, amount: "state", before: before, after: stateAfter, change: note)]
        }
        return amounts.map { amount in
            PriceChangeLine(
                model: name, amount: amount.words, before: amount.before.value.words(else: stateBefore.value),
                after: amount.after.value.words(else: stateAfter),
                change: amount.change + (kind == "pinned" ? ", pinned" : ""))
        }
    }

    private var note: String { kind == "changed" ? FieldText.nothing : kind }
}

extension ImportAmountChangeBody {
    /// `input, batch, above 200000 tokens`.
    fileprivate var words: String {
        ([amount, variant, size] + [aboveTokens.map { "above \($0) tokens" }]).compactMap { $0 }.joined(separator: ", ")
    }

    /// `+$2.5 (+100 %)`; by how much it becomes dearer or cheaper.
    fileprivate var change: String {
        guard let before = before.value?.value, let after = after.value?.value else {
            return before.value == nil ? "new" : "gone"
        }
        let sign = after < before ? "−" : "+"
        let dollars = DollarsBody(after < before ? before - after : after - before).text
        guard before > 0 else { return "\(sign)$\(dollars)" }
        var (share, percent) = ((after < before ? before - after : after - before) * 100 / before, Decimal())
        NSDecimalRound(&percent, &share, 0, .plain)
        return "\(sign)$\(dollars) (\(sign)\(percent) %)"
    }
}

extension DollarsBody? {
    /// - Parameter state: what is said where there is no amount.
    fileprivate func words(else state: String?) -> String {
        if let self { return "$" + self.text }
        return state == "free" || state == "unpriced" ? state ?? FieldText.nothing : FieldText.nothing
    }
}

extension Printer {
    /// What an import would change of prices, as a table; the other formats have it in the outcome.
    func showChanges(of outcome: ModelImportBody) throws {
        guard let changes = outcome.changes, format == .table || format == .wide else { return }
        var writer = writer(PriceChangeLine.self)
        try StandardOutput().write(writer.text(of: changes.flatMap(\.lines)) + writer.end() + "\n")
    }
}
