import Admission
import Domain
import NIOCore
import Policy
import Wire

/// The reply to a verify: a `VerifyBody`, written straight from what was decided, as every call waits for it.
struct VerifyReply: JSONWritable {
    let decision: CallDecision
    /// The gateway's own id for the call.
    let requestID: String?

    var json: ByteBuffer { json(capacity: 2048) }

    func write(to json: inout JSONWriter) {
        let (key, limits) = (decision.key, decision.limits)
        let verdict = decision.verdict
        json.object { json in
            json.add("allowed_models", key.entry?.allowedModels)
            json.add("code", verdict.rawValue)
            json.add("denial", limits?.denial.map { TimedDenial(denial: $0, now: key.now) })
            json.add("expires_at", key.entry?.expiresAt)
            json.add("fallbacks", key.model.map { _ in key.fallbacks.map { CalledModel(entry: $0, now: key.now) } })
            json.add("in_transition", key.entry.map { _ in key.outgoing != nil })
            json.add("key_id", key.entry?.id)
            json.add("message", decision.message)
            json.add("metadata", key.entry?.metadata.entries)
            json.add("model", key.model.map { CalledModel(entry: $0, now: key.now) })
            json.add("name", key.entry?.name)
            json.add("organization_id", key.entry?.organizationID)
            if let limits { json.list("rate_limits", limits.standings, where: \.policy.isRate) }
            json.add("request_id", requestID)
            json.add("reservation", limits?.reservation.map { MadeReservation(known: $0) })
            if let limits, !limits.shadowDenials.isEmpty {
                json.add("shadow_denials", limits.shadowDenials.map { TimedDenial(denial: $0, now: key.now) })
            }
            json.add("team_id", key.entry?.owner.teamID)
            if let limits { json.list("usage_limits", limits.standings) { !$0.policy.isRate } }
            json.add("user_id", key.entry?.owner.userID)
            json.add("valid", verdict == .valid)
        }
    }
}

/// A `LimitBody`.
extension LimitStanding: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("held", policy.amount(held))
            json.add("limit", policy.amount(limit))
            json.add("mode", policy.mode.rawValue)
            json.addOrNull("name", policy.name)
            json.add("policy_id", policy.idText)
            json.add("remaining", policy.amount(remaining))
            json.addOrNull("reset_at", resetAt)
            json.add("type", policy.typeText)
            json.add("used", policy.amount(used))
        }
    }
}

/// A `DenialBody`.
private struct TimedDenial: JSONWritable {
    let denial: LimitDenial
    let now: Instant

    func write(to json: inout JSONWriter) {
        let (standing, policy) = (denial.standing, denial.standing.policy)
        json.object { json in
            json.add("held", policy.amount(standing.held))
            json.add("limit", policy.amount(standing.limit))
            json.add("policy_id", policy.idText)
            json.addOrNull("policy_name", policy.name)
            json.addOrNull("reset_at", standing.resetAt)
            json.addOrNull("retry_after_ms", denial.retryAt.map { max(0, $0.milliseconds(since: now)) })
            json.add("retryable", denial.isRetryable)
            json.add("scope", policy.scope)
            json.add("used", policy.amount(standing.used))
        }
    }
}

/// A `CalledModelBody`.
private struct CalledModel: JSONWritable {
    let entry: ModelEntry
    let now: Instant

    func write(to json: inout JSONWriter) {
        let model = entry.model
        json.object { json in
            json.add("id", model.id)
            json.add("max_tokens", model.maximumTokens)
            json.add("name", model.name.text)
            json.add("price_version", entry.price(at: now)?.version)
            json.add("provider", model.provider)
            json.add("stream_timeout_ms", model.streamTimeoutMilliseconds)
            json.add("timeout_ms", model.timeoutMilliseconds)
            json.add("upstream_model", model.upstreamModel)
        }
    }
}

/// A `MadeReservationBody`.
private struct MadeReservation: JSONWritable {
    let known: KnownReservation

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("expires_at", known.reservation.expiresAt)
            json.add("holds", known.holds)
            json.add("id", known.reservation.id)
            json.add("state", known.reservation.state.rawValue)
        }
    }
}

/// A `HoldBody`.
extension ReservationHold: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.add("amount", policy.amount(amount))
            json.add("policy_id", policy.idText)
            json.add("type", policy.typeText)
        }
    }
}

extension ModelPattern: JSONWritable {
    func write(to json: inout JSONWriter) { json.text(text) }
}
