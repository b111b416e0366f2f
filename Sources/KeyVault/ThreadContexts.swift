import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The calling thread's MAC contexts, one per pepper it has used.
///
/// A context is mutable, so threads cannot share one; a lock around a shared one would serialise every request. The table
/// hangs on one thread-specific key for the whole process, because the system has only 1024 of them and a ring may be
/// made any number of times. The system frees the table when its thread ends.
final class ThreadContexts {
    private struct Entry {
        let owner: KeyedDigest.Lifetime
        let context: MACContext
    }

    private var entries: [Entry] = []

    private static let slot: pthread_key_t? = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key) { table in
            guard let table else { return }
            Unmanaged<ThreadContexts>.fromOpaque(table).release()
        }
        return status == 0 ? key : nil
    }()

    /// The table of the calling thread. It must not outlive the synchronous call that asks for it: after an `await` the
    /// task may be on another thread.
    static func current() throws(AdminError) -> ThreadContexts {
        guard let slot else { throw .internal("pthread_key_create: no thread-specific key is free") }
        if let table = pthread_getspecific(slot) {
            return Unmanaged<ThreadContexts>.fromOpaque(table).takeUnretainedValue()
        }
        let table = Unmanaged.passRetained(ThreadContexts())
        guard pthread_setspecific(slot, table.toOpaque()) == 0 else {
            table.release()
            throw .internal("pthread_setspecific: out of memory")
        }
        return table.takeUnretainedValue()
    }

    func context(for digest: KeyedDigest) throws(AdminError) -> MACContext {
        // One or two entries in practice: a scan is cheaper than hashing.
        for entry in entries where entry.owner === digest.lifetime { return entry.context }
        // Only the thread itself may touch its table, so what others have retired is dropped here, when it would grow.
        entries.removeAll { $0.owner.hasEnded }
        let context = try digest.makeContext()
        entries.append(Entry(owner: digest.lifetime, context: context))
        return context
    }
}
