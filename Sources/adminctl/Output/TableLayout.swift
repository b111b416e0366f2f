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

    /// - Parameter colours: of each cell; fewer where the rest have none.
    func line(_ cells: [String], colours: [Colour?] = []) -> String {
        var line = ""
        var owed = 0
        for (index, (cell, width)) in zip(cells, widths).enumerated() {
            let text = isNarrowed ? DisplayWidth.truncated(cell, to: width) : cell
            // Blanks are written when something follows them: no line ends in any.
            if !text.isEmpty {
                line += String(repeating: " ", count: owed)
                line += colours.indices.contains(index) ? colours[index]?.paint(text) ?? text : text
                owed = 0
            }
            owed += max(0, width - DisplayWidth.of(text)) + Self.gap
        }
        return line + "\n"
    }
}
