/// A title, and what stands under it or after it.
struct Column<Row> {
    enum Kind {
        /// Shortened in its middle where a terminal is narrow: names differ at their ends.
        case text
        /// Never shortened: a part of it would name something else, or nothing.
        case whole
        /// For programs and the next command; tables leave it to `-o wide`.
        case id
        /// As the API writes it; empty where there is none.
        case instant
        /// A word that says whether something works.
        case state
    }

    let title: String
    let kind: Kind
    let raw: (Row) -> String

    init(_ title: String, _ text: @escaping (Row) -> String) {
        self.init(title, .text, text)
    }

    static func instant(_ title: String, _ instant: @escaping (Row) -> String?) -> Column {
        Column(title, .instant) { instant($0) ?? "" }
    }

    static func whole(_ title: String, _ text: @escaping (Row) -> String) -> Column {
        Column(title, .whole, text)
    }

    static func id(_ title: String, _ id: @escaping (Row) -> String) -> Column {
        Column(title, .id, id)
    }

    static func state(_ title: String, _ state: @escaping (Row) -> String) -> Column {
        Column(title, .state, state)
    }

    private init(_ title: String, _ kind: Kind, _ raw: @escaping (Row) -> String) {
        self.title = title
        self.kind = kind
        self.raw = raw
    }

    /// As options name it: `last-used`.
    var name: String { Self.name(title) }

    static func name(_ text: some StringProtocol) -> String {
        String(text.lowercased().map { " _".contains($0) ? "-" : $0 })
    }
}

extension Presentable {
    /// What a list can show: its own columns, then what one thing by itself has besides.
    static var allColumns: [Column<Self>] {
        columns + fields.filter { field in !columns.contains { $0.name == field.name } }
    }

    /// What a list shows where nobody asked for more.
    static var tableColumns: [Column<Self>] { columns.filter { $0.kind != .id } }

    /// The columns of these names, in their order.
    /// - Throws: `Failure` of status usage that lists the names there are.
    static func columns(named names: [String]) throws -> [Column<Self>] {
        try names.map { name in
            guard let column = allColumns.first(where: { $0.name == Column<Self>.name(name) }) else {
                let known = allColumns.map(\.name).joined(separator: ", ")
                throw Failure(.usage, "\(plural) have no column “\(name)”. There are: \(known).")
            }
            return column
        }
    }
}
