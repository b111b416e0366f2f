import Domain
import Synchronization

/// Slows whoever guesses secrets: a leaky bucket of failures per client id *and* address, and a larger one per address.
///
/// A client's bucket always names the address too, so that nobody can lock a client out from elsewhere. Memory is
/// bounded by two generations of `capacity` buckets; the older one goes when the younger is full, and a guesser who
/// causes that has filled their own address's bucket long before.
public final class FailureThrottle: Sendable {
    private struct Bucket {
        var failures: Double
        var at: Instant
    }

    private struct Generations {
        var young: [String: Bucket] = [:]
        var old: [String: Bucket] = [:]
    }

    private static let capacity = 8192
    /// Failures that are forgiven at once; after them one more is let through per drain interval.
    private static let clientBurst = 10.0
    private static let addressBurst = 50.0
    /// One failure is forgotten every six seconds.
    private static let drainSeconds = 6.0

    private let generations = Mutex(Generations())
    private let failed = Atomic<UInt64>(0)
    private let slowed = Atomic<UInt64>(0)

    public init() {}

    /// How many attempts have failed, and how many were turned away, since the start.
    public var counts: (failed: UInt64, slowed: UInt64) {
        (failed.load(ordering: .relaxed), slowed.load(ordering: .relaxed))
    }

    /// - Throws: `tooManyRequests`, with when to come back, while one of the buckets is full.
    public func check(client: String, address: String, at now: Instant) throws(AdminError) {
        let wait = secondsToWait(client: client, address: address, at: now)
        guard wait > 0 else { return }
        slowed.add(1, ordering: .relaxed)
        throw AdminError(
            .tooManyRequests, "Too many failed attempts from this address. Try again in \(wait) seconds.",
            retryAfterSeconds: wait)
    }

    func secondsToWait(client: String, address: String, at now: Instant) -> Int {
        generations.withLock { generations in
            guard !generations.young.isEmpty || !generations.old.isEmpty else { return 0 }
            return max(
                Self.wait(generations, Self.key(client, address), burst: Self.clientBurst, now),
                Self.wait(generations, address, burst: Self.addressBurst, now))
        }
    }

    /// Counts a failure that slows nobody.
    public func countFailure() { failed.add(1, ordering: .relaxed) }

    public func noteFailure(client: String, address: String, at now: Instant) {
        failed.add(1, ordering: .relaxed)
        generations.withLock { generations in
            for key in [Self.key(client, address), address] {
                let level = Self.level(generations, key, now)
                if generations.young.count >= Self.capacity {
                    generations.old = generations.young
                    generations.young = [:]
                }
                generations.young[key] = Bucket(failures: level + 1, at: now)
            }
        }
    }

    /// In bytes: how long a stranger could make what is kept.
    var longestKey: Int { generations.withLock { $0.young.keys.map(\.utf8.count).max() ?? 0 } }

    /// A client id comes from outside and may be long; an address cannot hold a space.
    private static func key(_ client: String, _ address: String) -> String {
        "\(address) \(String(decoding: client.utf8.prefix(64), as: UTF8.self))"
    }

    private static func wait(_ generations: Generations, _ key: String, burst: Double, _ now: Instant) -> Int {
        let over = level(generations, key, now) - burst
        return over < 0 ? 0 : Int(((over + 1) * drainSeconds).rounded(.up))
    }

    private static func level(_ generations: Generations, _ key: String, _ now: Instant) -> Double {
        guard let bucket = generations.young[key] ?? generations.old[key] else { return 0 }
        let seconds = Double(max(0, now.milliseconds(since: bucket.at))) / 1000
        return max(0, bucket.failures - seconds / drainSeconds)
    }
}
