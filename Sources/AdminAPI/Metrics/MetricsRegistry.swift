import Policy
import Storage
import Synchronization
import Wire

/// The numbers behind `/metrics`, counted without a lock. Labels come from closed sets (endpoints, statuses, verdicts)
/// and never from what a tenant sends.
public final class MetricsRegistry: CommitObserver {
    /// Statuses that the API answers with; anything else counts under 0.
    private static let statuses = [
        200, 201, 204, 400, 401, 402, 403, 404, 405, 408, 409, 413, 415, 422, 429, 431, 500, 503, 0,
    ]
    private static let endpointNames = Endpoint.allCases.map(\.rawValue) + ["unmatched"]

    private let requests = (0..<endpointNames.count * statuses.count).map { _ in Counter() }
    private let latencies = endpointNames.map { _ in Histogram() }
    private let verdicts = KeyVerdict.allCases.map { _ in Counter() }
    private let shadowDenials = Counter()
    private let commits = Counter()
    private let failedCommits = Counter()
    private let committedWrites = Counter()
    private let commitSeconds = Histogram()
    private let commitWaits = Histogram()

    public init() {}

    /// - Parameter endpoint: `nil` for a request that matched none.
    func countRequest(_ endpoint: Endpoint?, status: Int, nanoseconds: UInt64) {
        let row = endpoint.flatMap { Self.position[$0] } ?? Self.endpointNames.count - 1
        let column = Self.statuses.firstIndex(of: status) ?? Self.statuses.count - 1
        requests[row * Self.statuses.count + column].increment()
        latencies[row].observe(nanoseconds: nanoseconds)
    }

    func countVerdict(_ verdict: KeyVerdict) {
        if let index = KeyVerdict.allCases.firstIndex(of: verdict) { verdicts[index].increment() }
    }

    /// The answer to a call, and the limits in shadow mode that would have refused it.
    func count(_ decision: CallDecision) {
        countVerdict(decision.verdict)
        shadowDenials.increment(by: UInt64(decision.limits?.shadowDenials.count ?? 0))
    }

    public func didCommit(_ report: CommitReport) {
        (report.succeeded ? commits : failedCommits).increment()
        if report.succeeded { committedWrites.increment(by: UInt64(report.transactions)) }
        commitSeconds.observe(nanoseconds: report.commitNanoseconds)
        commitWaits.observe(nanoseconds: report.longestWaitNanoseconds)
    }

    /// - Parameter others: what is counted elsewhere.
    func render(
        liveKeys: Int, authenticationFailures: (failed: UInt64, slowed: UInt64), others: [MetricFamily] = []
    ) -> String {
        var text = PrometheusText()
        text.family("keyhold_requests_total", "counter", "Requests by endpoint and status.")
        for (row, endpoint) in Self.endpointNames.enumerated() {
            for (column, status) in Self.statuses.enumerated() {
                let value = requests[row * Self.statuses.count + column].value
                if value > 0 {
                    text.sample("keyhold_requests_total", ["endpoint": endpoint, "status": String(status)], value)
                }
            }
        }
        text.family("keyhold_request_seconds", "histogram", "From the request's head to the reply being ready.")
        for (row, endpoint) in Self.endpointNames.enumerated() where latencies[row].count > 0 {
            text.histogram("keyhold_request_seconds", ["endpoint": endpoint], latencies[row])
        }
        text.family("keyhold_verify_total", "counter", "Answers of verify by code.")
        for (index, verdict) in KeyVerdict.allCases.enumerated() {
            text.sample("keyhold_verify_total", ["code": verdict.rawValue], verdicts[index].value)
        }
        text.family("keyhold_shadow_denials_total", "counter", "What limits in shadow mode would have refused.")
        text.sample("keyhold_shadow_denials_total", [:], shadowDenials.value)
        text.family("keyhold_keys_live", "gauge", "Keys that are neither removed nor disabled.")
        text.sample("keyhold_keys_live", [:], UInt64(max(0, liveKeys)))
        text.family(
            "keyhold_authentication_failures_total", "counter", "Wrong secrets and tokens, by what was answered.")
        text.sample("keyhold_authentication_failures_total", ["answer": "refused"], authenticationFailures.failed)
        text.sample("keyhold_authentication_failures_total", ["answer": "slowed"], authenticationFailures.slowed)
        renderCommits(&text)
        for family in others { text.family(family) }
        return text.text
    }

    private func renderCommits(_ text: inout PrometheusText) {
        text.family("keyhold_commits_total", "counter", "Commits by outcome; one may carry many writes.")
        text.sample("keyhold_commits_total", ["outcome": "done"], commits.value)
        text.sample("keyhold_commits_total", ["outcome": "failed"], failedCommits.value)
        text.family("keyhold_committed_writes_total", "counter", "Writes that were committed.")
        text.sample("keyhold_committed_writes_total", [:], committedWrites.value)
        text.family("keyhold_commit_seconds", "histogram", "A commit, from its begin to the disk's word.")
        text.histogram("keyhold_commit_seconds", [:], commitSeconds)
        text.family("keyhold_commit_wait_seconds", "histogram", "The longest that a write of a commit had waited.")
        text.histogram("keyhold_commit_wait_seconds", [:], commitWaits)
    }

    private static let position = Dictionary(
        uniqueKeysWithValues: Endpoint.allCases.enumerated().map { ($0.element, $0.offset) })
}

/// A number that only grows.
final class Counter: Sendable {
    private let count = Atomic<UInt64>(0)

    var value: UInt64 { count.load(ordering: .relaxed) }

    func increment(by amount: UInt64 = 1) { count.add(amount, ordering: .relaxed) }
}

/// Durations in buckets from a twentieth of a millisecond to ten seconds.
final class Histogram: Sendable {
    static let bounds: [UInt64] = [
        50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
        100_000_000, 250_000_000, 1_000_000_000, 10_000_000_000,
    ]

    private let buckets = (0...bounds.count).map { _ in Counter() }
    private let total = Counter()

    var count: UInt64 { buckets.reduce(0) { $0 + $1.value } }
    var sumNanoseconds: UInt64 { total.value }

    func observe(nanoseconds: UInt64) {
        buckets[Self.bounds.firstIndex { nanoseconds <= $0 } ?? Self.bounds.count].increment()
        total.increment(by: nanoseconds)
    }

    /// How many were at most each bound.
    var cumulative: [UInt64] {
        var sum: UInt64 = 0
        return buckets.map { bucket in
            sum += bucket.value
            return sum
        }
    }
}
