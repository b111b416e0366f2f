import Domain

extension Transaction {
    /// A page of a list. A row that cannot be read hides no other: it is left out and named in `damaged`, and the page is
    /// filled with what comes after it, so that a list is read to its end by any number of pages.
    ///
    /// - Parameter values: of the statement, which is told how many rows it answers with.
    func page<Item>(
        _ statement: Statement, limit: Int, _ decode: (Row) throws(AdminError) -> Item,
        values: (_ rows: SQLValue) -> [SQLValue]
    ) throws(AdminError) -> Page<Item> {
        var asked = limit + 1
        while true {
            var items: [Item] = []
            var damaged: [String] = []
            try forEachRow(statement, values(.integer(Int64(asked)))) { row throws(AdminError) in
                do throws(AdminError) {
                    items.append(try decode(row))
                } catch {
                    damaged.append(error.detail ?? error.message)
                }
            }
            let isEnd = items.count + damaged.count < asked
            if isEnd || items.count > limit { return Page(overread: items, limit: limit, damaged: damaged) }
            asked = limit + 1 + 2 * damaged.count
        }
    }
}
