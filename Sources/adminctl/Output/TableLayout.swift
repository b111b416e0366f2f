/// Which columns a table has room for, and how wide they are.
struct TableLayout {
    private static let gap = 2
    /// Two names of which so much is shown can mostly be told apart.
    private static let leastWidth = 10
    /// A table of fewer columns would name things and say nothing of them.
    private static let fewestColumns = 2
    private let columns: [Place]

    private struct Place {
        let index: Int
        var width: Int
        var mayBeCut: Bool
    }

    /// - Parameters:
    ///   - rows: what the widths are taken from: the head and the first page. Later rows that are wider push what
    ///     follows them to the right, as a list is printed while it arrives.
    ///   - isFlexible: of each column, whether its cells may be shortened.
    ///   - keepsAll: no column is left out, whatever has to be shortened for that.
    ///   - width: the terminal's columns, where the table must keep within them.
    init(_ rows: [[String]], isFlexible: [Bool], keepsAll: Bool, width: Int?) {
        var places = isFlexible.indices.map { index in
            Place(index: index, width: rows.map { DisplayWidth.of($0[index]) }.max() ?? 0, mayBeCut: false)
        }
        guard let width else {
            columns = places
            return
        }
        while true {
            Self.narrow(&places, to: width) { isFlexible[$0.index] && $0.width > Self.leastWidth }
            if keepsAll || places.count <= Self.fewestColumns || Self.width(of: places) <= width { break }
            places.removeLast()
        }
        Self.narrow(&places, to: width) { $0.width > 1 }
        columns = places
    }

    /// Takes from the widest that may give, until all fit or none may.
    private static func narrow(_ places: inout [Place], to width: Int, where mayGive: (Place) -> Bool) {
        while Self.width(of: places) > width,
            let widest = places.indices.filter({ mayGive(places[$0]) }).max(by: { places[$0].width <= places[$1].width }
            )
        {
            places[widest].width -= 1
            places[widest].mayBeCut = true
        }
    }

    private static func width(of places: [Place]) -> Int {
        places.reduce(gap * max(0, places.count - 1)) { $0 + $1.width }
    }

    /// - Parameters:
    ///   - cells: of every column, shown or not.
    ///   - colours: of each cell; fewer where the rest have none.
    func line(_ cells: [String], colours: [Colour?] = []) -> String {
        var line = ""
        var owed = 0
        for place in columns {
            let cell = cells[place.index]
            let text = place.mayBeCut ? DisplayWidth.shortened(cell, to: place.width) : cell
            // Blanks are written when something follows them: no line ends in any.
            if !text.isEmpty {
                line += String(repeating: " ", count: owed)
                line += colours.indices.contains(place.index) ? colours[place.index]?.paint(text) ?? text : text
                owed = 0
            }
            owed += max(0, place.width - DisplayWidth.of(text)) + Self.gap
        }
        return line + "\n"
    }
}
