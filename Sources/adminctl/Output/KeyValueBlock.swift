/// One thing by itself: a line for each field, values aligned. Never truncated, as what is wanted of it is the whole.
enum KeyValueBlock {
    static func text<Item: Presentable>(of item: Item, style: CellStyle) -> String {
        let lines = Item.fields.map { (title: $0.title, text: style.text($0, item), colour: style.colour($0, item)) }
            .filter { !Item.leavesOutEmptyFields || $0.text != FieldText.nothing }
        let width = lines.map { DisplayWidth.of($0.title) }.max() ?? 0
        return lines.map { line in
            let margin = String(repeating: " ", count: width - DisplayWidth.of(line.title) + 2)
            return line.title + margin + (line.colour?.paint(line.text) ?? line.text) + "\n"
        }.joined()
    }
}
