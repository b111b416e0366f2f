import Domain

/// Which users, teams or OAuth clients of an organization are wanted, and in what order.
public struct NameSearch: Sendable {
    public enum Sort: String, CaseIterable, Sendable {
        case created, name
        case newest = "-created"
        case nameDescending = "-name"
    }

    /// Part of a name, a user's address or a team's slug, in any case, or the beginning of an id; `nil` for all.
    public var text: String?
    public var sort: Sort = .created

    public init() {}
}

/// What has a name that is looked for. Each table has an index by name, in which are all texts of theirs.
enum NamedTable: String, CaseIterable {
    case users, teams
    case clients = "oauth_clients"

    var texts: [String] {
        switch self {
        case .users: ["name", "email"]
        case .teams: ["name", "slug"]
        case .clients: ["name"]
        }
    }
}

/// A search by name as SQL: what finds and counts stands in the table's index by name.
struct NameSearchSQL {
    private(set) var values: [SQLValue] = []
    private let table: NamedTable
    private let tenant: String
    private var conditions: [String]
    private let sort: NameSearch.Sort

    /// - Parameter organization: `nil` for the platform's own clients.
    init(_ search: NameSearch, of table: NamedTable, in organization: OrganizationID?) {
        self.table = table
        sort = search.sort
        tenant = organization == nil ? "organization_id IS NULL" : "organization_id = $1"
        conditions = [tenant, "deleted_at IS NULL"]
        if let organization { values.append(.id(organization)) }
        if let text = search.text { add(SearchText(text: text)) }
    }

    var count: String { "SELECT count(*) FROM \(table.rawValue) WHERE \(conditions.joined(separator: " AND "))" }

    /// The rows are read once those that are wanted were found in the index.
    mutating func list(_ columns: String, after id: String?) -> String {
        let isDescending = sort == .newest || sort == .nameDescending
        let isByName = sort == .name || sort == .nameDescending
        if let id {
            let (place, sign) = (bind(.text(id)), isDescending ? "<" : ">")
            conditions.append(
                isByName
                    ? "(name, id) \(sign) (SELECT name, id FROM \(table.rawValue) WHERE \(tenant) AND id = \(place))"
                    : "id \(sign) \(place)")
        }
        let by = (isByName ? ["name", "id"] : ["id"]).map { isDescending ? $0 + " DESC" : $0 }.joined(separator: ", ")
        return """
            SELECT \(columns) FROM \(table.rawValue) WHERE \(tenant) AND id IN (SELECT id FROM \(table.rawValue) \
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(by) LIMIT $\(values.count + 1)) ORDER BY \(by)
            """
    }

    private mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    private mutating func add(_ text: SearchText) {
        let part = bind(.text(text.part))
        var found = table.texts.map { "\($0) LIKE \(part) ESCAPE '!'" }
        if let range = text.idRange {
            found.append("(id >= \(bind(.text(range.first))) AND id < \(bind(.text(range.end))))")
        }
        conditions.append("(\(found.joined(separator: " OR ")))")
    }
}

extension Transaction {
    func page<Entity: Sendable>(
        _ search: NameSearch, of table: NamedTable, in organization: OrganizationID?, _ page: PageRequest<Entity>,
        columns: String, _ decode: (Row) throws(AdminError) -> Entity
    ) throws(AdminError) -> Page<Entity> {
        var query = NameSearchSQL(search, of: table, in: organization)
        let sql = query.list(columns, after: page.after?.text)
        let values = query.values
        return try self.page(Statement(sql), limit: page.limit, decode) { values + [$0] }
    }

    func count(
        _ search: NameSearch, of table: NamedTable, in organization: OrganizationID?
    ) throws(AdminError) -> Int {
        let query = NameSearchSQL(search, of: table, in: organization)
        let count = try firstRow(Statement(query.count), query.values) { row throws(AdminError) in try row.integer(0) }
        return Int(count ?? 0)
    }
}
