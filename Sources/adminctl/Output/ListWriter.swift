/// A list that is written page by page.
struct ListWriter<Item: Presentable> {
    let format: OutputFormat
    let width: Int?
    let style: CellStyle
    let columns: [Column<Item>]
    /// Somebody asked for just these columns.
    private let isChosen: Bool
    private(set) var isEmpty = true
    private var layout: TableLayout?

    /// - Parameter columns: of tables; nil takes those that the format shows.
    init(format: OutputFormat, width: Int?, style: CellStyle, columns: [Column<Item>]? = nil) {
        self.format = format
        // Wide is for looking at everything: lines wrap rather than lose something.
        self.width = format == .wide ? nil : width
        self.style = style
        isChosen = columns != nil
        self.columns = columns ?? (format == .wide ? Item.allColumns : Item.tableColumns)
    }

    mutating func text(of items: [Item]) throws -> String {
        guard !items.isEmpty else { return "" }
        defer { isEmpty = false }
        switch format {
        case .table, .wide: return table(items)
        case .json:
            let values = try items.map { "  " + JSONText.render(try JSONValue($0), indent: 2) }
            return (isEmpty ? "[\n" : ",\n") + values.joined(separator: ",\n")
        // A sequence in block style is its items one after another.
        case .yaml: return try items.map { try YAMLText.render(.array([try JSONValue($0)])) }.joined()
        case .name: return items.map(\.identityLines).joined()
        }
    }

    /// What stands after the last page.
    func end() -> String {
        switch format {
        case .json: isEmpty ? "[]\n" : "\n]\n"
        case .yaml: isEmpty ? "[]\n" : ""
        case .table, .wide, .name: ""
        }
    }

    private mutating func table(_ items: [Item]) -> String {
        let rows = items.map { item in columns.map { style.text($0, item) } }
        let head = columns.map { $0.title.uppercased() }
        let isFirst = layout == nil
        let layout =
            layout
            ?? TableLayout(
                [head] + rows, isFlexible: columns.map { $0.kind == .text }, keepsAll: isChosen, width: width)
        self.layout = layout
        let lines = zip(items, rows).map { item, row in
            layout.line(row, colours: columns.map { style.colour($0, item) })
        }
        return (isFirst ? layout.line(head) : "") + lines.joined()
    }
}
