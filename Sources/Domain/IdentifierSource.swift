import Synchronization

/// Hands out identifiers. A use case takes ids from what it was given, so that a test can name them beforehand.
public protocol IdentifierSource: Sendable {
    func next<Entity>(_ entity: Entity.Type, at now: Instant) -> Identifier<Entity>
}

/// UUIDv7 with the 12 bits after the timestamp used as a counter (RFC 9562 §6.2, method 1), so that ids made by one
/// process in one millisecond still sort in the order in which they were made: lists page by id.
public final class UUIDv7Source: IdentifierSource {
    private struct State {
        var milliseconds: UInt64 = 0
        var counter: UInt64 = 0
        var random = SystemRandomWords()
    }

    private let state = Mutex(State())

    public init() {}

    public func next<Entity>(_ entity: Entity.Type, at now: Instant) -> Identifier<Entity> {
        let stamp = UInt64(clamping: now.milliseconds)
        let (milliseconds, counter, random) = state.withLock { state in
            if stamp > state.milliseconds {
                (state.milliseconds, state.counter) = (stamp, 0)
            } else if state.counter < 0xFFF {
                state.counter += 1
            } else {
                // The counter is spent, or the clock went back: run ahead of the clock rather than out of order.
                (state.milliseconds, state.counter) = (state.milliseconds + 1, 0)
            }
            return (state.milliseconds, state.counter, state.random.next())
        }
        return Identifier(
            high: (milliseconds & 0xFFFF_FFFF_FFFF) << 16 | 0x7000 | counter,
            low: random & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}
