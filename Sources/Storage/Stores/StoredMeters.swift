import Domain

/// The rarer part of a call's usage as it stands in a column: JSON with the names that usage has.
struct StoredMeters: Codable {
    private var counts: [String: Int64]?
    private var variant: String?
    private var sizes: [String: [String]]?
    private var unknown: [String: String]?

    static func value(_ extras: UsageExtras) throws(AdminError) -> SQLValue {
        guard extras != .none else { return .null }
        var stored = StoredMeters()
        if !extras.counts.isEmpty { stored.counts = byName(extras.counts) }
        stored.variant = extras.variant
        if !extras.sizes.isEmpty { stored.sizes = byName(extras.sizes) }
        if !extras.unknown.isEmpty { stored.unknown = extras.unknown }
        return try StoredJSON.text(stored)
    }

    private static func byName<Value>(_ values: [Meter: Value]) -> [String: Value] {
        Dictionary(uniqueKeysWithValues: values.map { ($0.usageName, $1) })
    }

    func extras() throws(AdminError) -> UsageExtras {
        UsageExtras(
            counts: try Self.byMeter(counts), variant: variant, sizes: try Self.byMeter(sizes), unknown: unknown ?? [:])
    }

    private static func byMeter<Value>(_ values: [String: Value]?) throws(AdminError) -> [Meter: Value] {
        var found: [Meter: Value] = [:]
        for (name, value) in values ?? [:] {
            guard let meter = meters[name] else {
                throw .internal("a column does not hold the meters that its schema says")
            }
            found[meter] = value
        }
        return found
    }

    private static let meters = Dictionary(uniqueKeysWithValues: Meter.allCases.map { ($0.usageName, $0) })
}
