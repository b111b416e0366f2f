import Domain

/// What a commit makes of one counter.
public enum CounterChange: Hashable, Sendable {
    /// It stands like this now, whatever stood there before.
    case put(LimitCounter)
    case delete(CounterOwner, group: String)

    public static func delete(_ counter: LimitCounter) -> Self {
        .delete(CounterOwner(counter), group: counter.group)
    }

    var owner: CounterOwner {
        switch self {
        case .put(let counter): CounterOwner(counter)
        case .delete(let owner, _): owner
        }
    }

    /// A policy has one counter for each.
    var group: String {
        switch self {
        case .put(let counter): counter.group
        case .delete(_, let group): group
        }
    }

    var counter: LimitCounter? {
        guard case .put(let counter) = self else { return nil }
        return counter
    }
}

/// How the changes of one commit are kept: a version, then each change: what it is, the policy, the group with its
/// length before it, and the counter's fields in the order of their table. Times take eight bytes, amounts as few as do.
extension CounterChange {
    private static let version: UInt8 = 1
    private static let kindPut: UInt8 = 1
    private static let kindDelete: UInt8 = 2

    /// - Throws: `internalError` for a negative amount, which no counter has.
    static func bytes(_ changes: [CounterChange]) throws(AdminError) -> [UInt8] {
        var writer = ByteWriter(capacity: 1 + 160 * changes.count)
        writer.add(version)
        for change in changes { try change.write(to: &writer) }
        return writer.bytes
    }

    /// - Returns: `nil` for anything that `bytes` does not make.
    static func read(_ bytes: [UInt8], in organization: OrganizationID) -> [CounterChange]? {
        var reader = ByteReader(bytes)
        guard reader.byte() == version else { return nil }
        var changes: [CounterChange] = []
        while !reader.isAtEnd {
            guard let change = CounterChange(&reader, organization) else { return nil }
            changes.append(change)
        }
        return changes
    }

    private func write(to writer: inout ByteWriter) throws(AdminError) {
        writer.add(counter == nil ? Self.kindDelete : Self.kindPut)
        writer.add(owner.policy)
        writer.add(variable: UInt64(group.utf8.count))
        writer.add(contentsOf: group.utf8)
        guard let counter else { return }
        guard let used = UInt64(exactly: counter.used), let held = UInt64(exactly: counter.held) else {
            throw .internal("counter \(counter.id) has a negative amount: \(counter.used) used, \(counter.held) held")
        }
        writer.add(counter.id)
        writer.add(variable: used)
        writer.add(variable: held)
        writer.add(counter.periodStart)
        writer.add(counter.periodEnd == nil ? 0 : 1)
        if let end = counter.periodEnd { writer.add(end) }
        // One more than the length, as a window that is not there is not an empty one.
        writer.add(variable: counter.window.map { UInt64($0.count) + 1 } ?? 0)
        writer.add(contentsOf: counter.window ?? [])
        writer.add(counter.updatedAt)
    }

    private init?(_ reader: inout ByteReader, _ organization: OrganizationID) {
        guard let kind = reader.byte(), let policy = reader.id(LimitPolicy.self), let length = reader.variable(),
            let text = reader.bytes(Int(length)), let group = String(validating: text, as: UTF8.self)
        else { return nil }
        switch kind {
        case Self.kindDelete:
            self = .delete(CounterOwner(organization: organization, policy: policy), group: group)
        case Self.kindPut:
            guard let id = reader.id(LimitCounter.self), let used = reader.variable(), let held = reader.variable(),
                let start = reader.instant(), let hasEnd = reader.byte(), hasEnd <= 1
            else { return nil }
            let end = hasEnd == 1 ? reader.instant() : nil
            guard hasEnd == 0 || end != nil, let windowLength = reader.variable(),
                let window = reader.bytes(max(0, Int(windowLength) - 1)), let updated = reader.instant()
            else { return nil }
            self = .put(
                LimitCounter(
                    id: id, organizationID: organization, policyID: policy, group: group, used: used, held: held,
                    periodStart: start, periodEnd: end, window: windowLength == 0 ? nil : Array(window),
                    updatedAt: updated))
        default: return nil
        }
    }
}

extension ByteWriter {
    fileprivate mutating func add<Entity>(_ id: Identifier<Entity>) {
        add(id.high, bytes: 8)
        add(id.low, bytes: 8)
    }

    fileprivate mutating func add(_ instant: Instant) { add(UInt64(bitPattern: instant.milliseconds), bytes: 8) }
}

extension ByteReader {
    fileprivate mutating func id<Entity>(_ entity: Entity.Type) -> Identifier<Entity>? {
        guard let high = fixed(bytes: 8), let low = fixed(bytes: 8) else { return nil }
        return Identifier(high: high, low: low)
    }

    fileprivate mutating func instant() -> Instant? {
        fixed(bytes: 8).map { Instant(milliseconds: Int64(bitPattern: $0)) }
    }
}
