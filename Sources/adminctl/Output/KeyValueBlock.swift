/// One thing by itself: a line for each field, values aligned. Never truncated, as what is wanted of it is the whole.
enum KeyValueBlock {
    static func text<Item: Presentable>(of item: Item) -> String {
        let lines = Item.fields.map { (title: $0.title, text: SafeText.withoutControls($0.text(item))) }
            .filter { !Item.leavesOutEmptyFields || $0.text != FieldText.nothing }
        let width = lines.map { DisplayWidth.of($0.title) }.max() ?? 0
        return lines.map { line in
            let margin = String(repeating: " ", count: width - DisplayWidth.of(line.title) + 2)
            return line.title + margin + line.text + "\n"
        }.joined()
    }
}
