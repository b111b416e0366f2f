import Admission

extension HotPath {
    /// A request that has been decided.
    public struct Decision {
        /// Calls back once, from any thread: whether what was decided is on disk.
        public typealias Wait = (_ tell: @escaping @Sendable (Bool) -> Void) -> Void

        /// There where nobody may be told before it is on disk; to be called once. Where it does not get there, nothing has
        /// happened, and the route is to answer.
        public let whenOnDisk: Wait?
        /// Makes the reply, and counts it. To be called at most once.
        public let reply: () -> Reply
    }
}

extension HotPath.Decision {
    init(_ ticket: CommitTicket?, reply: @escaping () -> HotPath.Reply) {
        whenOnDisk = ticket.map { ticket in
            { tell in
                ticket.whenResolved { outcome in
                    if case .onDisk = outcome { tell(true) } else { tell(false) }
                }
            }
        }
        self.reply = reply
    }
}
