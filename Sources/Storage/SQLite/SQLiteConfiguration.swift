/// Where the database is, and how much it may hold in memory and in its queues.
public struct SQLiteConfiguration: Hashable, Sendable {
    public let path: String
    /// Connections that read while the one writer writes; at least 1. Each holds a page cache of up to 2 MB; the writer
    /// one of up to 16 MB.
    public var readerCount: Int
    /// How long a statement waits for another process (a backup, a shell) to let go of the file.
    public var busyTimeoutMilliseconds: Int
    /// Calls of `write` that may wait; the next one is turned away with `unavailable`.
    public var maximumWaitingWrites: Int
    /// Calls of `write` that share a commit at most: it bounds how long the first of them waits for the last.
    public var maximumWritesPerCommit: Int
    /// Pages of 4 KB that gather in the write-ahead log before they are carried over into the file. In 32 MB the same pages
    /// meet many times and are carried over once; reading that much back takes a start a moment.
    public var checkpointPages: Int
    /// Whether nothing is written, not even what opening a file writes by itself.
    public var isReadOnly = false

    public init(
        path: String, readerCount: Int = 4, busyTimeoutMilliseconds: Int = 5000, maximumWaitingWrites: Int = 4096,
        maximumWritesPerCommit: Int = 512, checkpointPages: Int = 8192
    ) {
        self.path = path
        self.readerCount = readerCount
        self.busyTimeoutMilliseconds = busyTimeoutMilliseconds
        self.maximumWaitingWrites = maximumWaitingWrites
        self.maximumWritesPerCommit = maximumWritesPerCommit
        self.checkpointPages = checkpointPages
    }
}
