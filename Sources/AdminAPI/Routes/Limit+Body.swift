import Admission
import Domain
import Foundation
import Policy
import Wire

extension PolicyLabel {
    var typeText: String {
        switch measure {
        case .rate(let measure): measure.rawValue
        case .usage(let measure): measure.rawValue
        }
    }

    /// An amount in the policy's unit: dollars for budgets in money.
    func amount(_ count: Int64) -> DollarsBody {
        if case .usage(.cost) = measure { NanoDollars(count).body } else { DollarsBody(units: count, decimalPlaces: 0) }
    }

    var mode: LimitPolicy.Mode { isShadow ? .shadow : .enforce }

    var isRate: Bool { if case .rate = measure { true } else { false } }
}

extension LimitStanding {
    var body: LimitBody {
        LimitBody(
            policyID: policy.idText, name: policy.name, type: policy.typeText, limit: policy.amount(limit),
            used: policy.amount(used), held: policy.amount(held), remaining: policy.amount(remaining),
            resetAt: resetAt?.rfc3339,
            mode: policy.mode.rawValue)
    }
}

extension LimitAnswer {
    var rateLimits: [LimitBody] { standings.filter(\.policy.isRate).map(\.body) }
    var usageLimits: [LimitBody] { standings.filter { !$0.policy.isRate }.map(\.body) }
}

extension KnownReservation {
    fileprivate var holdBodies: [HoldBody] {
        holds.map { hold in
            HoldBody(
                policyID: hold.policy.idText, type: hold.policy.typeText, amount: hold.policy.amount(hold.amount))
        }
    }

    var body: ReservationBody {
        ReservationBody(
            id: reservation.id.text, state: reservation.state.rawValue, keyID: reservation.call.keyID.text,
            requestID: reservation.call.requestID, model: reservation.call.model,
            inputTokens: reservation.estimate.inputTokens, maxOutputTokens: reservation.estimate.outputTokens,
            cost: reservation.estimate.cost?.body, holds: holdBodies, createdAt: reservation.createdAt.rfc3339,
            expiresAt: reservation.expiresAt.rfc3339, endedAt: reservation.endedAt?.rfc3339,
            settlement: reservation.state == .settled ? entry?.body : nil)
    }
}

extension LedgerEntry {
    /// `nil` for what is no call's.
    var body: UsageEntryBody? {
        guard let keyID, let usage else { return nil }
        var body = UsageEntryBody(
            id: id.text, keyID: keyID.text, requestID: requestID, model: model, priceVersion: priceVersion,
            usage: usage.body, cost: cost?.body, outcome: outcome, createdAt: createdAt.rfc3339)
        body.occurredAt = occurredAt?.rfc3339
        body.unpriced = cost == nil && corrects == nil ? true : nil
        (body.corrects, body.reason) = (corrects?.text, reason)
        body.metadata = metadata.isEmpty ? nil : metadata
        body.unknownCounters = usage.extras.unknown.isEmpty ? nil : usage.extras.unknown
        return body
    }
}

extension TokenUsage {
    var body: UsageBody {
        var body = UsageBody(
            inputTokens: input, cachedInputTokens: cachedInput, outputTokens: output, reasoningTokens: reasoning,
            requests: requests)
        for (meter, count) in extras.counts { body.counters.counts[meter.usageName] = meter.body(of: count) }
        for (name, text) in extras.words { body.counters.texts[name] = text }
        return body
    }
}

extension Meter {
    /// Durations in seconds, all else as it is counted.
    func body(of count: Int64) -> DollarsBody { DollarsBody(units: count, decimalPlaces: unit == .minute ? 3 : 0) }
}

extension UsageExtras {
    /// By the names that usage has for them.
    var words: [(name: String, text: String)] {
        var words: [(String, String)] = []
        if let variant { words.append(("variant", variant)) }
        // The most exact word is of both, the size and the quality, where both were said.
        if let image = sizes[.image] {
            if image.count == 3 {
                words += [("image_size", image[1]), ("image_quality", image[2])]
            } else if let word = image.first {
                words.append(("image_size", word))
            }
        }
        if let size = sizes[.video]?.first { words.append(("video_size", size)) }
        if let size = sizes[.search]?.first { words.append(("search_size", size)) }
        return words
    }
}
