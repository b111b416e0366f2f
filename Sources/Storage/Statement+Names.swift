import Domain

extension Statement {
    /// What is wrong with a row, for whoever has to mend it: table, row and column by their names.
    ///
    /// - Parameters:
    ///   - column: its position in the result.
    ///   - value: the text at a position; `nil` where there is none.
    func unexpected(_ column: Int, _ wanted: String, _ value: (Int) -> String?) -> AdminError {
        let names = columnNames
        guard let table, names.indices.contains(column) else { return .unexpected(column, wanted) }
        let id = names.firstIndex(of: "id").map { [$0] } ?? names.indices.filter { names[$0].hasSuffix("_id") }
        let row = id.compactMap(value).joined(separator: "/")
        return .internal(
            "the column \(names[column]) of \(table)\(row.isEmpty ? "" : " \(row)") does not hold \(wanted)")
    }

    /// What follows the first FROM.
    private var table: String? {
        sql.firstRange(of: " FROM ").map { String(sql[$0.upperBound...].prefix { !" \n,".contains($0) }) }
    }

    /// Of a SELECT, in order; an expression stands for itself.
    private var columnNames: [String] {
        guard sql.hasPrefix("SELECT "), let from = sql.firstRange(of: " FROM ") else { return [] }
        var (names, depth) = ([""], 0)
        for character in sql[..<from.lowerBound].dropFirst("SELECT ".count) {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if character == ",", depth == 0 { names.append("") } else { names[names.count - 1].append(character) }
        }
        return names.map { name in String(name.split { " .\n".contains($0) }.last ?? "") }
    }
}
