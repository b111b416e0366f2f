import Domain
import TestSupport

/// Ids that sort in the order in which they were made and begin with their time, as those of the product do, and are the
/// same for the same seed.
final class SimulatedIdentifiers: IdentifierSource, @unchecked Sendable {
    private var random: SeededGenerator
    private var last: UInt64 = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    func next<Entity>(_ entity: Entity.Type, at now: Instant) -> Identifier<Entity> {
        last = max(last + 1, UInt64(clamping: now.milliseconds) << 12)
        return Identifier(
            high: (last >> 12) << 16 | 0x7000 | last & 0xFFF, low: random.next() & 0x3FFF_FFFF_FFFF_FFFF | 1 << 63)
    }
}
