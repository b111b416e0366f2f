/// Whether a book may be asked: open → failing → reloading → open.
///
/// After a failed commit memory is ahead of the disk, and how far the commit came nobody knows: what is true is what the
/// disk says. It is read once for each failure, and not before the batch that is under way has been decided: a reading
/// from before its commit would lose what it writes.
struct BookPhase {
    enum Step {
        case open
        /// A write has failed. Another may still be under way.
        case failing
        /// What the disk holds is being read.
        case reloading
    }

    /// A reading that is due.
    struct Reading {
        /// To be handed back with what was read.
        let generation: Int
        /// Writes that have failed in a row.
        let failures: Int
    }

    private(set) var step = Step.open
    /// How often it was opened: what belongs to an earlier time says nothing of this one.
    private(set) var generation = 0

    /// Writes that have failed since one was kept.
    private(set) var failures = 0

    var isOpen: Bool { step == .open }

    mutating func fail() {
        failures += 1
        if isOpen { step = .failing }
    }

    mutating func wasKept() { failures = 0 }

    /// - Returns: `nil` where no reading is due, or one is under way.
    mutating func beginReloading(whileWriting isWriting: Bool) -> Reading? {
        guard step == .failing, !isWriting else { return nil }
        step = .reloading
        return Reading(generation: generation, failures: failures)
    }

    /// - Returns: whether what was read is to be taken over.
    mutating func open(after generation: Int) -> Bool {
        guard step == .reloading, generation == self.generation else { return false }
        step = .open
        self.generation += 1
        return true
    }
}
