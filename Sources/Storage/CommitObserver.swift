/// Is told of every commit of the database. Called on the thread that commits: what it does delays every writer.
public protocol CommitObserver: Sendable {
    func didCommit(_ report: CommitReport)
}

/// For those who do not measure.
public struct NoCommitObserver: CommitObserver {
    public init() {}

    public func didCommit(_ report: CommitReport) {}
}
