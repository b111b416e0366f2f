import Synchronization

/// Whether an organization, a team or a user still stands. Shared by all keys beneath it, so that disabling a team with a
/// hundred thousand keys is one store to memory.
final class Liveness: Sendable {
    private let flag: Atomic<Bool>

    init(_ isLive: Bool) {
        flag = Atomic(isLive)
    }

    var isLive: Bool { flag.load(ordering: .relaxed) }

    func set(_ isLive: Bool) { flag.store(isLive, ordering: .relaxed) }
}
