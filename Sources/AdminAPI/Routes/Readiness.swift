import Domain
import Synchronization

/// Whether to send this daemon work. Turned off once, when it begins to drain.
public final class Readiness: Sendable {
    public enum Status: String, CaseIterable, Sendable {
        case ok
        case draining
        case notWritable = "not_writable"
    }

    private struct Probe {
        var status = Status.ok
        var at: Instant?
    }

    /// The probe's answer holds for a second: who asks more often must not make the disk work harder.
    private static let probeMilliseconds: Int64 = 1000

    private let isDraining = Atomic(false)
    private let last = Mutex(Probe())
    private let time: any TimeSource

    public init(time: any TimeSource) {
        self.time = time
    }

    public func beginDraining() { isDraining.store(true, ordering: .relaxed) }

    func status(probing probe: () async throws(AdminError) -> Void) async -> Status {
        if isDraining.load(ordering: .relaxed) { return .draining }
        let now = time.now()
        let known = last.withLock { $0 }
        if let at = known.at, abs(now.milliseconds(since: at)) < Self.probeMilliseconds { return known.status }
        let status: Status
        do {
            try await probe()
            status = .ok
        } catch {
            status = .notWritable
        }
        last.withLock { $0 = Probe(status: status, at: now) }
        return status
    }
}
