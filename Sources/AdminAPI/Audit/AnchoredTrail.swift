import Domain
import Synchronization

/// Follows the trail in memory, so that the anchor can be written behind the commits: an event costs them nothing but a
/// look here once it is on disk.
///
/// A chain that is not what was anchored keeps the anchor that it had: new events of it do not hide that others are gone.
final class AnchoredTrail: Sendable {
    private struct State {
        /// Whether an anchor may be written: not before the trail was looked at, and not over one that cannot be read.
        var isWritable = false
        var heads: [OrganizationID?: AuditHead] = [:]
        var broken: Set<OrganizationID?> = []
        var problems: [String] = []
        /// Of the problems, those that were told.
        var told = 0
        /// Counts what was learned.
        var version = 0
        var writtenVersion = 0
    }

    private let state = Mutex(State())

    /// Begins with what the database holds.
    func begin(_ comparison: AuditComparison) {
        state.withLock { state in
            state = State()
            state.problems = comparison.problems
            // The start says these by itself.
            state.told = comparison.problems.count
            state.heads = comparison.heads.merging(comparison.broken) { _, anchored in anchored }
            state.broken = Set(comparison.broken.keys)
            state.isWritable = [.gone, .unreadable].contains(comparison.anchor) == false
        }
    }

    /// To be called once the event is on disk, in the order of the commits.
    func follow(_ organization: OrganizationID?, _ head: AuditHead, after previous: [UInt8]) {
        state.withLock { state in
            guard state.isWritable, !state.broken.contains(organization) else { return }
            if let known = state.heads[organization],
                known.sequence + 1 != head.sequence || known.hash != previous
            {
                state.broken.insert(organization)
                state.problems.append(
                    "\(organization?.text ?? "platform"): #\(known.sequence) was taken from the trail while it was served"
                )
                return
            }
            state.heads[organization] = head
            state.version += 1
        }
    }

    /// What is to be written; `nil` where the anchor is as the trail is.
    func draft() -> (anchor: AuditAnchor, version: Int)? {
        state.withLock { state in
            guard state.isWritable, state.version > state.writtenVersion else { return nil }
            return (AuditAnchor(heads: state.heads), state.version)
        }
    }

    func didWrite(_ version: Int) {
        state.withLock { $0.writtenVersion = max($0.writtenVersion, version) }
    }

    /// Those of the problems that this has not given yet, for the log.
    func takeNews() -> [String] {
        state.withLock { state in
            defer { state.told = state.problems.count }
            return Array(state.problems.dropFirst(state.told))
        }
    }

    /// What is wrong with the trail, as far as a start and what was written since have seen.
    var problems: [String] { state.withLock { $0.problems } }
}
