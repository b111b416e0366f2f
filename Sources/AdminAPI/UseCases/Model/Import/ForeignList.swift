import Domain
import Wire

/// A list of models in a form that others keep, told by that form alone.
enum ForeignList: Decodable, Sendable {
    typealias Row = StrictJSON.Row<LooseJSON>

    case openRouter([Row])
    case llmPrices([Row])
    /// By provider and model; what is no provider stands under the empty model.
    case modelsDev([String: [String: Row]], others: [String])
    case priceMap([String: StrictJSON.Row<PriceMapEntry>])
    case unknown

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldName.self)
        if let rows = Self.rows("data", container), rows.contains(where: { Self.has($0, OpenRouterEntry.isOne) }) {
            self = .openRouter(rows)
        } else if let rows = Self.rows("prices", container),
            rows.contains(where: { Self.has($0, LLMPricesEntry.isOne) })
        {
            self = .llmPrices(rows)
        } else {
            self = try Self.map(container)
        }
    }

    private static func rows(_ name: String, _ container: KeyedDecodingContainer<FieldName>) -> [Row]? {
        guard container.contains(FieldName(name)),
            var list = try? container.nestedUnkeyedContainer(forKey: FieldName(name))
        else { return nil }
        var rows: [Row] = []
        while !list.isAtEnd {
            guard let row = try? list.decode(Row.self) else { return nil }
            rows.append(row)
        }
        return rows
    }

    private static func map(_ container: KeyedDecodingContainer<FieldName>) throws -> ForeignList {
        var entries: [String: StrictJSON.Row<PriceMapEntry>] = [:]
        var providers: [String: [String: Row]] = [:]
        for key in container.allKeys {
            let row = try container.decode(StrictJSON.Row<PriceMapEntry>.self, forKey: key)
            if let models = models(row, key, container) {
                providers[key.stringValue] = models
            } else {
                entries[key.stringValue] = row
            }
        }
        if providers.values.contains(where: { $0.values.contains { has($0, ModelsDevEntry.isOne) } }) {
            return .modelsDev(providers, others: entries.keys.sorted())
        }
        let isKnown = entries.values.contains { (try? $0.result.get())?.isKnown ?? false }
        guard isKnown || entries.isEmpty && providers.isEmpty else { return .unknown }
        for key in container.allKeys where providers[key.stringValue] != nil {
            entries[key.stringValue] = try container.decode(StrictJSON.Row<PriceMapEntry>.self, forKey: key)
        }
        return .priceMap(entries)
    }

    /// Each by itself, so that one that cannot be read spoils no other; `nil` for what is no provider with models inside.
    private static func models(
        _ row: StrictJSON.Row<PriceMapEntry>, _ key: FieldName, _ container: KeyedDecodingContainer<FieldName>
    ) -> [String: Row]? {
        if let entry = try? row.result.get(), !entry.hasModels { return nil }
        guard let provider = try? container.nestedContainer(keyedBy: FieldName.self, forKey: key),
            let models = try? provider.nestedContainer(keyedBy: FieldName.self, forKey: FieldName("models"))
        else { return nil }
        var rows: [String: Row] = [:]
        for key in models.allKeys { rows[key.stringValue] = try? models.decode(Row.self, forKey: key) }
        return rows
    }

    private static func has(_ row: Row, _ isOne: ([String: LooseJSON]) -> Bool) -> Bool {
        (try? row.result.get())?.object.map(isOne) ?? false
    }
}

extension ForeignList {
    /// An entry of the price map that tells of its fields and is no model.
    private static let sample = "sample_spec"

    /// `nil` where the form is none that is known.
    var importRows: [ImportRow]? {
        switch self {
        case .openRouter(let rows):
            rows.enumerated().map { index, row in
                ImportRow("data[\(index)]") { () throws(AdminError) in
                    try OpenRouterEntry(members: try row.members()).draft()
                }
            }
        case .llmPrices(let rows): Self.llmPrices(rows)
        case .modelsDev(let providers, let others):
            providers.sorted { $0.key < $1.key }.flatMap { Self.models($1, of: $0) } + others.map(Self.noProvider)
        case .priceMap(let entries):
            entries.filter { $0.key != Self.sample }.sorted { $0.key < $1.key }.map { name, row in
                ImportRow(StrictJSON.printable(name)) { () throws(AdminError) in
                    try row.result.get().draft(named: name)
                }
            }
        case .unknown: nil
        }
    }

    private static func llmPrices(_ rows: [Row]) -> [ImportRow] {
        var readable: [(place: String, members: [String: LooseJSON])] = []
        var bad: [ImportRow] = []
        for (index, row) in rows.enumerated() {
            let place = "prices[\(index)]"
            do throws(AdminError) {
                readable.append((place, try row.members()))
            } catch {
                bad.append(ImportRow(place: place, draft: .failure(error)))
            }
        }
        return LLMPricesEntry.entries(readable).map { place, entry in
            ImportRow(place) { () throws(AdminError) in try entry.draft() }
        } + bad
    }

    private static func models(_ models: [String: Row], of provider: String) -> [ImportRow] {
        models.sorted { $0.key < $1.key }.map { id, row in
            ImportRow(StrictJSON.printable("\(provider)/\(id)")) { () throws(AdminError) in
                try ModelsDevEntry(provider: provider, id: id, members: try row.members()).draft()
            }
        }
    }

    private static func noProvider(_ name: String) -> ImportRow {
        ImportRow(
            place: StrictJSON.printable(name),
            draft: .failure(.invalid("row", "This is no provider: it has no models inside, as others here have.")))
    }
}

extension StrictJSON.Row<LooseJSON> {
    fileprivate func members() throws(AdminError) -> [String: LooseJSON] {
        guard let members = try result.get().object else { throw .invalid("row", "A row must be a JSON object.") }
        return members
    }
}
