import Domain

extension PolicyStore {
    static func values(_ policy: LimitPolicy) throws(AdminError) -> [SQLValue] {
        let head: [SQLValue] = [
            .id(policy.organizationID), .id(policy.id), .text(policy.kind.rawValue), .id(policy.keyID),
            .id(policy.teamID), .optionalText(policy.name),
            try StoredJSON.text(policy.conditions.map(StoredCondition.init)),
            try StoredJSON.text(policy.groupBy.map(\.text)), .text(policy.onMissing.rawValue),
            .text(policy.mode.rawValue), .text(policy.status.rawValue),
        ]
        return head + values(policy.limit) + [.instant(policy.updatedAt)]
    }

    private static func values(_ limit: LimitPolicy.Limit) -> [SQLValue] {
        switch limit {
        case .rate(let rate):
            let head: [SQLValue] = [
                .text(rate.measure.rawValue), .integer(rate.value), .optionalText(rate.unit?.rawValue),
            ]
            return head + Array(repeating: .null, count: 8)
        case .usage(let usage):
            let period = StoredPeriod(usage.period)
            return [
                .text(usage.measure.rawValue), .integer(usage.amount), .null, .optionalInteger(usage.alertThreshold),
                .text(period.word), .optionalInteger(period.days), .instant(period.anchor),
                .text(usage.onUnpriced.rawValue),
                .text(usage.onExpiry.rawValue), .optionalInteger(usage.override?.amount),
                .instant(usage.override?.until),
            ]
        }
    }

    static func decode(_ row: Row) throws(AdminError) -> LimitPolicy {
        let kind = try row.parsed(2, "a kind of policy") { LimitPolicy.Kind(rawValue: $0) }
        let conditions = try row.json(6, as: [StoredCondition].self)
        return LimitPolicy(
            id: try row.id(1, LimitPolicy.self), organizationID: try row.id(0, Organization.self),
            keyID: try row.optionalID(3, APIKey.self), name: try row.optionalText(5),
            conditions: try conditions.map { stored throws(AdminError) in
                guard let condition = stored.condition else { throw row.unexpected(6, "conditions") }
                return condition
            },
            groupBy: try row.list(7, "attributes") { PolicyAttribute($0) },
            onMissing: try row.parsed(8, "what a missing group means") { LimitPolicy.MissingGroup(rawValue: $0) },
            mode: try row.parsed(9, "a mode") { LimitPolicy.Mode(rawValue: $0) },
            limit: kind == .rate ? .rate(try rate(row)) : .usage(try usage(row)),
            status: try row.parsed(10, "a status") { LimitPolicy.Status(rawValue: $0) },
            createdAt: try row.instant(23), updatedAt: try row.instant(22))
    }

    private static func rate(_ row: Row) throws(AdminError) -> RateLimit {
        RateLimit(
            measure: try row.parsed(11, "a measure") { RateLimit.Measure(rawValue: $0) },
            unit: row.isNull(13) ? nil : try row.parsed(13, "a unit") { RateLimit.Unit(rawValue: $0) },
            value: try row.integer(12))
    }

    private static func usage(_ row: Row) throws(AdminError) -> UsageLimit {
        let override = try row.optionalInteger(20).map { amount throws(AdminError) in
            UsageLimit.Override(amount: amount, until: try row.instant(21))
        }
        return UsageLimit(
            measure: try row.parsed(11, "a measure") { UsageLimit.Measure(rawValue: $0) },
            amount: try row.integer(12), alertThreshold: try row.optionalInteger(14),
            period: try StoredPeriod.decode(row, 15),
            onUnpriced: try row.parsed(18, "a rule for prices") { UsageLimit.OnUnpriced(rawValue: $0) },
            onExpiry: try row.parsed(19, "a rule for expiry") { UsageLimit.OnExpiry(rawValue: $0) },
            override: override)
    }
}

private struct StoredCondition: Codable {
    let key: String
    let any: [String]?
    let none: [String]?

    init(_ condition: PolicyCondition) {
        key = condition.attribute.text
        let texts = condition.match.patterns.map(\.text)
        (any, none) = condition.match.isExclusion ? (nil, texts) : (texts, nil)
    }

    var condition: PolicyCondition? {
        guard let attribute = PolicyAttribute(key), let texts = any ?? none else { return nil }
        let patterns = texts.compactMap { ValuePattern($0) }
        guard patterns.count == texts.count else { return nil }
        return PolicyCondition(attribute, any == nil ? .noneOf(patterns) : .anyOf(patterns))
    }
}
