import Domain

/// What has become of the calls of one batch. Nobody is told before the commit is decided.
struct BatchOutcome {
    struct Kept {
        let request: WriteRequest
        let reply: @Sendable () -> Void
        let actions: [@Sendable () -> Void]
    }

    let isShared: Bool
    let longestWaitNanoseconds: UInt64
    private(set) var kept: [Kept] = []
    private(set) var actions: [@Sendable () -> Void] = []
    private(set) var replies: [@Sendable () -> Void] = []
    private(set) var report: CommitReport?
    /// SQLite has undone the transaction: nothing of it can be committed any more.
    private(set) var isLost = false
    private(set) var needsSeparateCommits = false

    init(isShared: Bool, longestWaitNanoseconds: UInt64) {
        self.isShared = isShared
        self.longestWaitNanoseconds = longestWaitNanoseconds
    }

    mutating func keep(
        _ request: WriteRequest, _ reply: @escaping @Sendable () -> Void, _ actions: [@Sendable () -> Void]
    ) {
        kept.append(Kept(request: request, reply: reply, actions: actions))
    }

    mutating func refuse(_ request: WriteRequest, _ error: AdminError) {
        replies.append { request.fail(error) }
    }

    mutating func lose() {
        isLost = true
        needsSeparateCommits = isShared
    }

    mutating func succeed(commitNanoseconds: UInt64) {
        actions = kept.flatMap(\.actions)
        replies += kept.map(\.reply)
        makeReport(kept.count, commitNanoseconds, succeeded: true)
    }

    mutating func failCommit(_ error: AdminError, commitNanoseconds: UInt64, isFaultOfABody: Bool) {
        makeReport(kept.count, commitNanoseconds, succeeded: false)
        needsSeparateCommits = isFaultOfABody && isShared
        guard !needsSeparateCommits else { return }
        for kept in kept { refuse(kept.request, error) }
    }

    mutating func failAll(_ batch: [WriteRequest], _ error: AdminError) {
        for request in batch { refuse(request, error) }
        makeReport(batch.count, 0, succeeded: false)
    }

    private mutating func makeReport(_ transactions: Int, _ commitNanoseconds: UInt64, succeeded: Bool) {
        report = CommitReport(
            transactions: transactions, commitNanoseconds: commitNanoseconds,
            longestWaitNanoseconds: longestWaitNanoseconds, succeeded: succeeded)
    }
}
