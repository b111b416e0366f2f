import Domain
import Storage
import Synchronization

/// When a secret was last used: the first use in a minute, in Unix seconds; 0 before the first.
struct UseMark: ~Copyable, Sendable {
    private let mark: Atomic<UInt32>

    init(_ second: UInt32) {
        mark = Atomic(second)
    }

    var second: UInt32 { mark.load(ordering: .relaxed) }

    /// True for the first use in a minute.
    func note(at now: Instant) -> Bool {
        let second = Self.second(now)
        let before = mark.load(ordering: .relaxed)
        guard before / 60 < second / 60 else { return false }
        return mark.compareExchange(expected: before, desired: second, ordering: .relaxed).exchanged
    }

    static func second(_ instant: Instant) -> UInt32 { UInt32(clamping: instant.unixSeconds) }
}

/// The last uses that an entry starts with, in Unix seconds; 0 for none.
struct SecretUses {
    var current: UInt32
    var outgoing: UInt32

    /// As the row has them.
    init(stored key: DirectoryKey) {
        current = key.secretLastUsedAt.map(UseMark.second) ?? 0
        outgoing = key.outgoing?.lastUsedAt.map(UseMark.second) ?? 0
    }

    /// As the entry before has them. They go with the secrets: in a rotation the current one becomes the outgoing one, in
    /// a rollback the other way. A use that is noted in the old entry at this very moment reaches the row all the same.
    init(of key: DirectoryKey, carriedFrom entry: KeyEntry) {
        current = entry.lastUse(of: key.digest)
        outgoing = key.outgoing.map { entry.lastUse(of: $0.digest) } ?? 0
    }
}
