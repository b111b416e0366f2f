/// What one commit carried and what it cost.
public struct CommitReport: Hashable, Sendable {
    /// How many calls of `write` shared it. Calls whose body threw are not in it.
    public let transactions: Int
    /// From the COMMIT to the end of its sync to disk; 0 when the transaction could not begin.
    public let commitNanoseconds: UInt64
    /// The longest that one of its calls waited before the work on it began.
    public let longestWaitNanoseconds: UInt64
    /// When false, nothing of it is in the database.
    public let succeeded: Bool

    public init(transactions: Int, commitNanoseconds: UInt64, longestWaitNanoseconds: UInt64, succeeded: Bool) {
        self.transactions = transactions
        self.commitNanoseconds = commitNanoseconds
        self.longestWaitNanoseconds = longestWaitNanoseconds
        self.succeeded = succeeded
    }
}
