import Synchronization

/// An organization, a team or a user, and whether it still stands. Shared by all keys beneath it, so that disabling a team
/// with a hundred thousand keys is one store to memory, and who owns a key costs that key one reference.
final class Liveness<Subject: Hashable & Sendable>: Sendable {
    let subject: Subject
    private let flag = Atomic(true)

    init(_ subject: Subject) {
        self.subject = subject
    }

    var isLive: Bool { flag.load(ordering: .relaxed) }

    func set(_ isLive: Bool) { flag.store(isLive, ordering: .relaxed) }
}
