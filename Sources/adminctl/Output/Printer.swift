import AdminClient
import Foundation

/// Prints results in the format that was asked for.
struct Printer {
    let format: OutputFormat
    let console: Console
    var now = Date()
    private let output = StandardOutput()

    init(format: OutputFormat, console: Console, now: Date = Date()) {
        self.format = format
        self.console = console
        self.now = now
    }

    func show(_ item: some Presentable) throws {
        try output.write(text(of: item))
    }

    func text<Item: Presentable>(of item: Item) throws -> String {
        switch format {
        case .table: KeyValueBlock.text(of: item, style: style(.both))
        case .wide: KeyValueBlock.text(of: item, style: style(.exact))
        case .json: JSONText.render(try JSONValue(item)) + "\n"
        case .yaml: try YAMLText.render(try JSONValue(item))
        case .name: item.identityLines
        }
    }

    func writer<Item: Presentable>(_ type: Item.Type, columns: [Column<Item>]? = nil) -> ListWriter<Item> {
        let style = style(format == .wide ? .exact : .relative)
        return ListWriter(format: format, width: console.outputWidth, style: style, columns: columns)
    }

    private func style(_ times: CellStyle.Times) -> CellStyle {
        CellStyle(times: times, now: now, isColoured: console.isColoured)
    }
}
