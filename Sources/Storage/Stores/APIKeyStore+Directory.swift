import Domain

/// Keys that lie next to each other by id, for one reader among several.
public struct KeyRange: Sendable {
    /// Exclusive; empty for the first range.
    let after: String
    /// Inclusive.
    let through: String
}

extension APIKeyStore {
    /// How many keys there are in all tenants, the removed ones included.
    public func countEverywhere() throws(AdminError) -> Int {
        let count = try transaction.firstRow(SQL.countEverywhere, []) { row throws(AdminError) in try row.integer(0) }
        return Int(count ?? 0)
    }

    /// Cuts the keys of all tenants, `total` of them, into at most `count` ranges of about the same size.
    public func ranges(_ count: Int, of total: Int) throws(AdminError) -> [KeyRange] {
        var ranges: [KeyRange] = []
        for number in 1...max(1, count) {
            let position = Int64(total * number / count) - 1
            let last = try transaction.firstRow(SQL.idAtPosition, [.integer(max(0, position))]) {
                row throws(AdminError) in try row.text(0)
            }
            guard let last, last != ranges.last?.through else { continue }
            ranges.append(KeyRange(after: ranges.last?.through ?? "", through: last))
        }
        return ranges
    }

    /// The keys of a range, whichever tenant's, the removed ones included.
    ///
    /// - Parameter damaged: is given those whose row cannot be read, in the place of `body`.
    public func forEachDirectoryKey(
        in range: KeyRange, _ body: (DirectoryKey) -> Void, damaged: (DamagedKey) -> Void
    ) throws(AdminError) {
        let bounds: [SQLValue] = [.text(range.after), .text(range.through)]
        try transaction.forEachRowInPlace(SQL.listForDirectory, bounds) { row throws(AdminError) in
            let key: DirectoryKey
            do throws(AdminError) {
                key = try DirectoryKey(row)
            } catch {
                return damaged(DamagedKey(row, error))
            }
            body(key)
        }
    }
}
