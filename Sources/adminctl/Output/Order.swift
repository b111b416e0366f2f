import Foundation

/// The order of a list by one of its columns.
enum Order {
    /// What has no value comes last, in either direction. Equals stay in the server's order.
    static func sorted<Item>(_ items: [Item], by column: Column<Item>, isReversed: Bool) -> [Item] {
        let keyed = items.map { (item: $0, text: column.raw($0)) }
        let isEmpty = { (text: String) in text.isEmpty || text == FieldText.nothing }
        let sorted = keyed.filter { !isEmpty($0.text) }.sorted { left, right in
            isReversed ? isBefore(right.text, left.text) : isBefore(left.text, right.text)
        }
        return sorted.map(\.item) + keyed.filter { isEmpty($0.text) }.map(\.item)
    }

    /// Numbers by their value, text as a person reads it. RFC 3339 in UTC is in order as text.
    private static func isBefore(_ left: String, _ right: String) -> Bool {
        left.compare(right, options: [.caseInsensitive, .numeric]) == .orderedAscending
    }
}
