import Domain
import Wire

/// An object of a provider's, read member by member, so that in the end it is known which of them nobody has read.
struct ForeignObject {
    private let path: String
    private var rest: [String: LooseJSON]

    init(_ members: [String: LooseJSON], path: String) {
        self.path = path
        rest = members.filter { $0.value != .null }
    }

    func has(_ name: String) -> Bool { rest[name] != nil }

    /// Nothing where there is none.
    mutating func count(_ name: String) throws(AdminError) -> Int64 { try optionalCount(name) ?? 0 }

    mutating func optionalCount(_ name: String) throws(AdminError) -> Int64? {
        guard let value = rest.removeValue(forKey: name) else { return nil }
        guard case .number(let number) = value, let count = Int64(number.description),
            (0...TokenUsage.most).contains(count)
        else { throw .invalid(place(name), "\(place(name)) must be a whole number from 0 to \(TokenUsage.most).") }
        return count
    }

    mutating func take(_ name: String) -> LooseJSON? { rest.removeValue(forKey: name) }

    mutating func word(_ name: String) throws(AdminError) -> String? {
        guard let value = rest.removeValue(forKey: name) else { return nil }
        guard case .text(let text) = value else { throw .invalid(place(name), "\(place(name)) must be a string.") }
        return text
    }

    /// An empty one where there is none.
    mutating func object(_ name: String) throws(AdminError) -> ForeignObject {
        guard let value = rest.removeValue(forKey: name) else { return ForeignObject([:], path: place(name)) }
        guard case .object(let members) = value else {
            throw .invalid(place(name), "\(place(name)) must be an object.")
        }
        return ForeignObject(members, path: place(name))
    }

    /// The first of the names that is there: providers have several for the same.
    mutating func object(either first: String, or second: String) throws(AdminError) -> ForeignObject {
        try object(has(first) ? first : second)
    }

    mutating func objects(_ name: String) throws(AdminError) -> [ForeignObject] {
        guard let value = rest.removeValue(forKey: name) else { return [] }
        guard case .list(let elements) = value else { throw .invalid(place(name), "\(place(name)) must be a list.") }
        var objects: [ForeignObject] = []
        for (index, element) in elements.enumerated() {
            let place = "\(place(name))[\(index)]"
            guard case .object(let members) = element else { throw .invalid(place, "\(place) must be an object.") }
            objects.append(ForeignObject(members, path: place))
        }
        return objects
    }

    /// Says that what stands there is known, and part of what was read.
    mutating func skip(_ names: String...) {
        for name in names { rest[name] = nil }
    }

    func place(_ name: String) -> String { "\(path).\(StrictJSON.printable(name))" }

    /// What nobody has read, by its place.
    var unread: [String: String] {
        var unread: [String: String] = [:]
        for (name, value) in rest { Self.flatten(value, place(name), into: &unread) }
        return unread
    }

    private static func flatten(_ value: LooseJSON, _ place: String, into unread: inout [String: String]) {
        switch value {
        case .null: break
        case .bool(let value): unread[place] = String(value)
        case .number(let number): unread[place] = number.description
        // Nobody's field to be refused for, and kept all the same.
        case .text(let text): unread[place] = TextRule.text.mended(String(text.unicodeScalars.prefix(64)))
        case .list(let elements):
            for (index, element) in elements.enumerated() { flatten(element, "\(place)[\(index)]", into: &unread) }
        case .object(let members):
            for (name, value) in members { flatten(value, "\(place).\(StrictJSON.printable(name))", into: &unread) }
        }
    }
}
