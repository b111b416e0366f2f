import AdminClient

extension Printer {
    /// Prints each page as it comes, and keeps none; sorting is the exception, as what comes first may come last.
    func list<Item: Presentable & Sendable>(_ pages: consuming Pages<Item>, _ options: ListOptions) throws {
        var writer = writer(Item.self, columns: try columns(options))
        let order = try options.sort.map { try Item.columns(named: [$0])[0] }
        let output = PagedOutput(console)
        do {
            if let order {
                let all = Order.sorted(try pages.all(), by: order, isReversed: options.reverse)
                try output.write(try writer.text(of: Array(all.prefix(options.limit ?? .max))))
            } else {
                try stream(pages, options.limit, &writer, output)
            }
            try output.write(writer.end())
        } catch {
            output.finish()
            throw error
        }
        output.finish()
        if writer.isEmpty { StandardError.say("No \(Item.plural).") }
    }

    /// Prints what is at hand, as a list.
    func list<Item: Presentable>(_ items: [Item]) throws {
        var writer = writer(Item.self)
        let output = PagedOutput(console)
        defer { output.finish() }
        try output.write(try writer.text(of: items) + writer.end())
    }

    private func stream<Item: Presentable & Sendable>(
        _ pages: consuming Pages<Item>, _ limit: Int?, _ writer: inout ListWriter<Item>, _ output: PagedOutput
    ) throws {
        var left = limit ?? .max
        while left > 0, let page = try pages.next() {
            let items = Array(page.items.prefix(left))
            left -= items.count
            try output.write(try writer.text(of: items))
        }
    }

    private func columns<Item: Presentable>(_ options: ListOptions) throws -> [Column<Item>]? {
        guard !options.columns.isEmpty else { return nil }
        guard format == .table || format == .wide else {
            throw Failure(.usage, "--columns is for tables: with --output table or wide.")
        }
        return try Item.columns(named: options.columnNames)
    }
}
