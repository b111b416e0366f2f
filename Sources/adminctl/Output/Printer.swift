import AdminClient

/// Prints results in the format that was asked for.
struct Printer {
    let format: OutputFormat
    /// The terminal's columns; nil where lines may be of any length.
    let width: Int?
    private let output = StandardOutput()

    init(format: OutputFormat, width: Int?) {
        self.format = format
        self.width = width
    }

    func show(_ item: some Presentable) throws {
        try output.write(text(of: item))
    }

    func text<Item: Presentable>(of item: Item) throws -> String {
        switch format {
        case .table: KeyValueBlock.text(of: item)
        case .json: JSONText.render(try JSONValue(item)) + "\n"
        case .yaml: try YAMLText.render(try JSONValue(item))
        case .name: item.identity + "\n"
        }
    }

    /// Prints each page as it comes, and keeps none.
    /// - Parameter limit: where to stop; nil for all.
    func list<Item: Presentable & Sendable>(_ pages: consuming Pages<Item>, limit: Int?) throws {
        var writer = writer(Item.self)
        var left = limit ?? .max
        while left > 0, let page = try pages.next() {
            let items = Array(page.items.prefix(left))
            left -= items.count
            try output.write(try writer.text(of: items))
        }
        try output.write(writer.end())
        if writer.isEmpty { StandardError.say("No \(Item.plural).") }
    }

    func writer<Item: Presentable>(_ type: Item.Type) -> ListWriter<Item> {
        ListWriter(format: format, width: width)
    }
}
