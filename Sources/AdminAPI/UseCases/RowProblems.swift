import Domain
import Storage

extension AdminService {
    /// Rows that cannot be read. A key's is refused while the others serve; any other keeps the daemon from starting.
    public func rowProblems() async throws(AdminError) -> [String] {
        try await database.read { transaction throws(AdminError) in try RowCheck.problems(in: transaction) }
    }

    /// Rows that could not be read, each by table, row and column: keys' at the start, which are refused, and those that
    /// lists have been missing since.
    public var damagedRows: [String] {
        Set(keys.damagedKeys.map(\.problem)).union(mishaps.damagedRows).sorted()
    }

    /// Reads a page of a list. What is missing from it, as it cannot be read, is counted, and told to the log once.
    func readPage<Item>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Page<Item>
    ) async throws(AdminError) -> Page<Item> {
        let page = try await database.read(body)
        noteDamage(of: page)
        return page
    }

    /// The same of what a search finds; the page and the total are of one moment.
    func readFound<Item>(
        _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Found<Item>
    ) async throws(AdminError) -> Found<Item> {
        let found = try await database.read(body)
        noteDamage(of: found.page)
        return found
    }

    func noteDamage(of page: Page<some Sendable>) {
        guard !page.damaged.isEmpty else { return }
        let known = Set(keys.damagedKeys.map(\.problem))
        for row in page.damaged where !known.contains(row) { mishaps.noteDamage(row) }
    }
}
