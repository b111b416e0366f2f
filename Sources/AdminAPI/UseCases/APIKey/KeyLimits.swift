import Domain
import Policy
import Storage
import Wire

/// The limits that a request gives on a key; they are policies that live and die with it.
struct KeyLimitsDraft: Sendable {
    /// `nil` leaves the key's as they are.
    private let rates: [RateLimit]?
    /// Outer `nil` leaves it as it is, inner `nil` takes it away.
    private let usage: UsageLimitDraft??

    init(
        rates: Change<[KeyRateLimitBody]>, usage: Change<KeyUsageLimitBody>
    ) throws(AdminError) {
        switch rates {
        case .keep: self.rates = nil
        case .clear: self.rates = []
        case .set(let bodies): self.rates = try Self.rates(bodies)
        }
        switch usage {
        case .keep: self.usage = .none
        case .clear: self.usage = .some(.none)
        case .set(let body):
            do {
                self.usage = .some(try UsageLimitDraft(body))
            } catch {
                throw error.within("usage_limits")
            }
        }
    }

    private static func rates(_ bodies: [KeyRateLimitBody]) throws(AdminError) -> [RateLimit] {
        guard bodies.count <= LimitRules.maximumLimitsOfKey else {
            throw .invalid("rate_limits", "rate_limits has at most \(LimitRules.maximumLimitsOfKey) entries.")
        }
        var rates: [RateLimit] = []
        for (index, body) in bodies.enumerated() {
            let rate: RateLimit
            do {
                rate = try RateLimit(type: body.type, unit: body.unit, value: body.value)
            } catch {
                throw error.within("rate_limits[\(index)]")
            }
            if rates.contains(where: { $0.measure == rate.measure && $0.unit == rate.unit }) {
                throw .invalid("rate_limits[\(index)]", "rate_limits has two for the same type and unit.")
            }
            rates.append(rate)
        }
        return rates
    }

    func limits(at now: Instant) throws(AdminError) -> (rates: [LimitPolicy.Limit]?, usage: [LimitPolicy.Limit]?) {
        guard let usage else { return (rates?.map { .rate($0) }, nil) }
        do {
            return (
                rates?.map { .rate($0) },
                try usage.map { draft throws(AdminError) in [.usage(try draft.limit(at: now))] } ?? []
            )
        } catch {
            throw error.within("usage_limits")
        }
    }
}

extension AdminService {
    /// What the key has after this. A limit of the same kind keeps its counters, whatever its new value.
    func storeLimits(
        _ draft: KeyLimitsDraft, of key: APIKey, isNew: Bool, _ transaction: any Transaction
    ) throws(AdminError) -> [LimitPolicy] {
        let wishes = try draft.limits(at: transaction.now)
        var before = isNew ? [] : try transaction.policies.list(of: key.id, in: key.organizationID)
        var after: [LimitPolicy] = []
        for (kind, limits) in [(LimitPolicy.Kind.rate, wishes.rates), (.usage, wishes.usage)] {
            guard let limits else {
                after += before.filter { $0.kind == kind }
                before.removeAll { $0.kind == kind }
                continue
            }
            for limit in limits {
                let known = before.firstIndex { $0.limit.countsLike(limit) }.map { before.remove(at: $0) }
                after.append(try put(limit, in: known, on: key, transaction))
            }
        }
        for policy in before { try archive(policy, transaction) }
        return after
    }

    private func put(
        _ limit: LimitPolicy.Limit, in known: LimitPolicy?, on key: APIKey, _ transaction: any Transaction
    ) throws(AdminError) -> LimitPolicy {
        let now = transaction.now
        guard var policy = known else {
            let policy = LimitPolicy(
                id: identifiers.next(LimitPolicy.self, at: now), organizationID: key.organizationID, keyID: key.id,
                name: nil, conditions: ValuePattern(key.id.text).map { [PolicyCondition(.apiKey, .anyOf([$0]))] } ?? [],
                groupBy: [.apiKey], onMissing: .share, mode: .enforce, limit: limit, status: .active, createdAt: now,
                updatedAt: now)
            try transaction.policies.insert(policy)
            publish(policy, transaction)
            return policy
        }
        guard policy.limit != limit.keepingAnchor(of: policy.limit) else { return policy }
        let before = policy
        policy.limit = limit.keepingAnchor(of: policy.limit)
        policy.updatedAt = now
        try rememberPeriod(of: before, changedTo: policy, transaction)
        try transaction.policies.update(policy)
        publish(policy, transaction)
        return policy
    }

    private func archive(_ policy: LimitPolicy, _ transaction: any Transaction) throws(AdminError) {
        var policy = policy
        policy.status = .archived
        policy.updatedAt = transaction.now
        try transaction.policies.update(policy)
        publish(policy, transaction)
    }

    /// For a key that is deleted.
    func archiveLimits(of key: APIKey, _ transaction: any Transaction) throws(AdminError) {
        for policy in try transaction.policies.list(of: key.id, in: key.organizationID) {
            try archive(policy, transaction)
        }
    }
}

extension LimitPolicy.Limit {
    /// Whether what was counted for the one counts for the other.
    fileprivate func countsLike(_ other: LimitPolicy.Limit) -> Bool {
        switch (self, other) {
        case (.rate(let left), .rate(let right)): left.measure == right.measure && left.unit == right.unit
        case (.usage(let left), .usage(let right)): left.measure == right.measure
        case (.rate, .usage), (.usage, .rate): false
        }
    }

    /// Saying the same number of days again does not move the resets.
    fileprivate func keepingAnchor(of before: LimitPolicy.Limit) -> LimitPolicy.Limit {
        guard case .usage(var usage) = self, case .usage(let known) = before,
            case .everyDays(let days, _) = usage.period, case .everyDays(days, _) = known.period
        else { return self }
        usage.period = known.period
        return .usage(usage)
    }
}
