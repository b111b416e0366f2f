/// The widths of a table's columns.
struct TableLayout {
    private static let gap = 2
    private static let leastWidth = 6
    private let widths: [Int]
    private let isNarrowed: Bool

    /// - Parameters:
    ///   - rows: what the widths are taken from: the head and the first page. Later rows that are wider push what
    ///     follows them to the right, as a list is printed while it arrives.
    ///   - width: the terminal's columns, where the table must keep within them.
    init(_ rows: [[String]], width: Int?) {
        var widths = (rows.first ?? []).indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        let room = width.map { $0 - Self.gap * max(0, widths.count - 1) } ?? .max
        isNarrowed = widths.reduce(0, +) > room
        // The first column is what the next command is given: it is cut last.
        for columns in [widths.indices.dropFirst(), widths.indices.prefix(1)] {
            while widths.reduce(0, +) > room, let widest = columns.max(by: { widths[$0] <= widths[$1] }),
                widths[widest] > Self.leastWidth
            {
                widths[widest] -= 1
            }
        }
        self.widths = widths
    }

    func line(_ cells: [String]) -> String {
        let padded = zip(cells, widths).map { cell, width in
            let text = isNarrowed ? DisplayWidth.truncated(cell, to: width) : cell
            return text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
        }
        let line = padded.joined(separator: String(repeating: " ", count: Self.gap))
        return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
}
