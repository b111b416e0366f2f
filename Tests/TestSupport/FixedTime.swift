import Domain
import Synchronization

/// A clock that stands still until a test moves it.
public final class FixedTime: TimeSource {
    /// 2026-01-31T09:00:00.000Z.
    public static let start = Instant(milliseconds: 1_769_850_000_000)
    private let instant: Mutex<Instant>

    public init(_ start: Instant = FixedTime.start) {
        instant = Mutex(start)
    }

    public func now() -> Instant { instant.withLock { $0 } }

    public func advance(seconds: Int64 = 0, milliseconds: Int64 = 0) {
        instant.withLock { $0 = Instant(milliseconds: $0.milliseconds + seconds * 1000 + milliseconds) }
    }
}
