import Admission
import Domain
import HTTPTypes

/// What replies say of rate limits in headers: `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10)
/// for programs in general, and the `x-ratelimit-*` that SDKs for language models read.
enum LimitHeaders {
    typealias Header = (name: HTTPField.Name, value: String)

    static func fields(_ answer: LimitAnswer, at now: Instant) -> HTTPFields { HTTPFields(headers(answer, at: now)) }

    /// A list, as `HTTPFields` searches itself for every field that it is given.
    static func headers(_ answer: LimitAnswer, at now: Instant) -> [Header] {
        let rates = answer.standings.filter { $0.policy.isRate && !$0.policy.isShadow }
        guard !rates.isEmpty else { return [] }
        var headers: [Header] = []
        headers.reserveCapacity(8)
        headers.append((.rateLimitPolicy, list(rates) { policy($0, to: &$1) }))
        headers.append((.rateLimit, list(rates) { limit($0, at: now, to: &$1) }))
        add(.requests, tightest(rates, .requests), to: &headers, at: now)
        add(.tokens, tightest(rates, .tokens), to: &headers, at: now)
        return headers
    }

    /// Of several limits, the one that ends first.
    private static func tightest(_ rates: [LimitStanding], _ measure: RateLimit.Measure) -> LimitStanding? {
        rates.filter { if case .rate(measure) = $0.policy.measure { true } else { false } }
            .min { $0.remaining < $1.remaining }
    }

    /// Text grows in place here: every proxied call waits for it.
    private static func list(
        _ rates: [LimitStanding], _ add: (LimitStanding, inout String) -> Void
    ) -> String {
        var text = ""
        text.reserveCapacity(rates.count * 80)
        for standing in rates {
            text += text.isEmpty ? "\"" : ", \""
            text += standing.policy.idText
            add(standing, &text)
        }
        return text
    }

    private static func policy(_ standing: LimitStanding, to text: inout String) {
        text += "\";q="
        text += String(capped(standing.limit))
        switch standing.policy.measure {
        case .rate(.tokens): text += ";qu=\"tokens\""
        case .rate(.concurrent): text += ";qu=\"concurrent-requests\""
        case .rate(.requests), .usage: break
        }
        guard let seconds = standing.policy.windowSeconds else { return }
        text += ";w="
        text += String(seconds)
    }

    private static func limit(_ standing: LimitStanding, at now: Instant, to text: inout String) {
        text += "\";r="
        text += String(capped(standing.remaining))
        guard let reset = standing.resetAt else { return }
        text += ";t="
        text += String(seconds(until: reset, from: now))
    }

    private static func add(_ names: SDKNames, _ standing: LimitStanding?, to headers: inout [Header], at now: Instant)
    {
        guard let standing else { return }
        headers.append((names.limit, String(standing.limit)))
        headers.append((names.remaining, String(standing.remaining)))
        if let reset = standing.resetAt { headers.append((names.reset, duration(until: reset, from: now))) }
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

extension HTTPFields {
    init(_ headers: [LimitHeaders.Header]) {
        self.init()
        for (name, value) in headers { append(HTTPField(name: name, value: value)) }
    }
}

extension HTTPField.Name {
    static let rateLimit = HTTPField.Name("RateLimit")!
    static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!
}

/// The names that SDKs read, made once: each is checked when it is made.
private struct SDKNames {
    static let requests = SDKNames("requests")
    static let tokens = SDKNames("tokens")

    let limit: HTTPField.Name
    let remaining: HTTPField.Name
    let reset: HTTPField.Name

    private init(_ noun: String) {
        limit = HTTPField.Name("x-ratelimit-limit-\(noun)")!
        remaining = HTTPField.Name("x-ratelimit-remaining-\(noun)")!
        reset = HTTPField.Name("x-ratelimit-reset-\(noun)")!
    }
}
