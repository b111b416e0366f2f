/// A list that is written page by page.
struct ListWriter<Item: Presentable> {
    let format: OutputFormat
    let width: Int?
    private(set) var isEmpty = true
    private var layout: TableLayout?

    init(format: OutputFormat, width: Int?) {
        self.format = format
        self.width = width
    }

    mutating func text(of items: [Item]) throws -> String {
        guard !items.isEmpty else { return "" }
        defer { isEmpty = false }
        switch format {
        case .table: return table(items)
        case .json:
            let values = try items.map { "  " + JSONText.render(try JSONValue($0), indent: 2) }
            return (isEmpty ? "[\n" : ",\n") + values.joined(separator: ",\n")
        // A sequence in block style is its items one after another.
        case .yaml: return try items.map { try YAMLText.render(.array([try JSONValue($0)])) }.joined()
        case .name: return items.map { $0.identity + "\n" }.joined()
        }
    }

    /// What stands after the last page.
    func end() -> String {
        switch format {
        case .json: isEmpty ? "[]\n" : "\n]\n"
        case .yaml: isEmpty ? "[]\n" : ""
        case .table, .name: ""
        }
    }

    private mutating func table(_ items: [Item]) -> String {
        let rows = items.map { item in Item.columns.map { SafeText.withoutControls($0.text(item)) } }
        if let layout { return rows.map(layout.line).joined() }
        let head = Item.columns.map(\.title)
        let layout = TableLayout([head] + rows, width: width)
        self.layout = layout
        return ([head] + rows).map(layout.line).joined()
    }
}
