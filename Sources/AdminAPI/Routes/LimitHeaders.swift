import Admission
import Domain
import HTTPTypes

/// What replies say of rate limits in headers: `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10)
/// for programs in general, and the `x-ratelimit-*` that SDKs for language models read.
enum LimitHeaders {
    static func fields(_ answer: LimitAnswer, at now: Instant) -> HTTPFields {
        var fields = HTTPFields()
        let rates = answer.standings.filter { $0.policy.isRate && !$0.policy.isShadow }
        guard !rates.isEmpty else { return fields }
        fields[.rateLimitPolicy] = rates.map(policy).joined(separator: ", ")
        fields[.rateLimit] = rates.map { limit($0, at: now) }.joined(separator: ", ")
        add("requests", tightest(rates, .requests), to: &fields, at: now)
        add("tokens", tightest(rates, .tokens), to: &fields, at: now)
        return fields
    }

    /// Of several limits, the one that ends first.
    private static func tightest(_ rates: [LimitStanding], _ measure: RateLimit.Measure) -> LimitStanding? {
        rates.filter { if case .rate(measure) = $0.policy.measure { true } else { false } }
            .min { $0.remaining < $1.remaining }
    }

    private static func policy(_ standing: LimitStanding) -> String {
        var item = "\"\(standing.policy.idText)\";q=\(capped(standing.limit))"
        switch standing.policy.measure {
        case .rate(.tokens): item += ";qu=\"tokens\""
        case .rate(.concurrent): item += ";qu=\"concurrent-requests\""
        case .rate(.requests), .usage: break
        }
        return standing.policy.windowSeconds.map { item + ";w=\($0)" } ?? item
    }

    private static func limit(_ standing: LimitStanding, at now: Instant) -> String {
        let item = "\"\(standing.policy.idText)\";r=\(capped(standing.remaining))"
        return standing.resetAt.map { item + ";t=\(seconds(until: $0, from: now))" } ?? item
    }

    private static func add(_ noun: String, _ standing: LimitStanding?, to fields: inout HTTPFields, at now: Instant) {
        guard let standing else { return }
        fields[.sdk("limit", noun)] = String(standing.limit)
        fields[.sdk("remaining", noun)] = String(standing.remaining)
        if let reset = standing.resetAt { fields[.sdk("reset", noun)] = duration(until: reset, from: now) }
    }

    /// Integers of structured fields have at most 15 digits (RFC 9651 §3.3.1).
    private static func capped(_ number: Int64) -> Int64 { min(number, 999_999_999_999_999) }

    static func seconds(until instant: Instant, from now: Instant) -> Int64 {
        (max(0, instant.milliseconds(since: now)) + 999) / 1000
    }

    /// As SDKs read it: `6m0s`, `1.5s`, `20ms`.
    private static func duration(until instant: Instant, from now: Instant) -> String {
        let milliseconds = max(0, instant.milliseconds(since: now))
        guard milliseconds >= 1000 else { return "\(milliseconds)ms" }
        let seconds = (milliseconds + 999) / 1000
        let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
        return parts.drop { $0.0 == 0 }.map { "\($0.0)\($0.1)" }.joined()
    }
}

extension HTTPField.Name {
    static let rateLimit = HTTPField.Name("RateLimit")!
    static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!

    fileprivate static func sdk(_ what: String, _ noun: String) -> HTTPField.Name {
        HTTPField.Name("x-ratelimit-\(what)-\(noun)")!
    }
}
