import AdminAPI
import Dispatch
import Domain
import Synchronization

/// What waits to be written to the log.
enum LogEntry: Sendable {
    /// A request, put into words by whoever writes it.
    case request(RequestLine, at: Instant)
    /// A line of the log as it is written, its end included.
    case line([UInt8])
    /// What the person at the terminal is told, on standard output.
    case announcement([UInt8])

    /// What it takes of the buffer's room, in bytes; nearly.
    fileprivate var size: Int {
        switch self {
        case .request: 256
        case .line(let bytes), .announcement(let bytes): bytes.count
        }
    }

    /// A request waits a moment for others: a line each would wake the writer for each.
    fileprivate var isUrgent: Bool {
        if case .request = self { false } else { true }
    }
}

/// Lines on their way to the log. Whoever logs waits for nobody: what finds no room is dropped and counted.
final class LogBuffer: Sendable {
    private enum Writer { case asleep, gathering, writing }

    private struct State {
        var entries: [LogEntry] = []
        var bytes = 0
        var dropped: UInt64 = 0
        var writer = Writer.writing
        var isEnding = false
    }

    /// What is taken out at once.
    struct Batch {
        var entries: [LogEntry] = []
        /// All that was ever dropped, when this was taken.
        var dropped: UInt64 = 0
    }

    private let maximumLines: Int
    private let maximumBytes: Int
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    init(maximumLines: Int = 8192, maximumBytes: Int = 4_194_304) {
        self.maximumLines = maximumLines
        self.maximumBytes = maximumBytes
    }

    /// Lines that nobody will read, since the start.
    var dropped: UInt64 { state.withLock { $0.dropped } }

    func append(_ entry: LogEntry) {
        let (size, isUrgent) = (entry.size, entry.isUrgent)
        let wakes = state.withLock { state in
            guard state.entries.count < maximumLines, state.bytes + size <= maximumBytes else {
                state.dropped += 1
                return false
            }
            state.entries.append(entry)
            state.bytes += size
            switch state.writer {
            case .writing: return false
            case .gathering where !isUrgent && state.entries.count < maximumLines / 2: return false
            case .gathering, .asleep: state.writer = .writing
            }
            return true
        }
        if wakes { wake.signal() }
    }

    /// Counts lines that could not be written.
    func drop(_ lines: Int) {
        state.withLock { $0.dropped += UInt64(lines) }
    }

    /// Takes everything there is; waits for something first, and a moment longer where that is not urgent.
    ///
    /// - Parameter batch: what was taken before, for its memory.
    /// - Returns: false where the end has come and nothing is left.
    func take(_ batch: inout Batch) -> Bool {
        while true {
            switch state.withLock({ take(&batch, &$0) }) {
            case .taken: return true
            case .ended: return false
            case .nothing: wake.wait()
            }
            // Requests that come within this time share a wake-up and a write.
            if gathers { _ = wake.wait(timeout: .now() + .milliseconds(2)) }
            state.withLock { $0.writer = .writing }
        }
    }

    private enum Taken { case taken, nothing, ended }

    private func take(_ batch: inout Batch, _ state: inout State) -> Taken {
        guard state.entries.isEmpty else {
            batch.entries.removeAll(keepingCapacity: true)
            swap(&batch.entries, &state.entries)
            batch.dropped = state.dropped
            state.bytes = 0
            return .taken
        }
        guard !state.isEnding else { return .ended }
        state.writer = .asleep
        return .nothing
    }

    private var gathers: Bool {
        state.withLock { state in
            guard !state.isEnding, state.entries.allSatisfy({ !$0.isUrgent }) else { return false }
            state.writer = .gathering
            return true
        }
    }

    /// Nothing is waited for any more: what is there is taken, and then `take` says that it was the last.
    func end() {
        state.withLock { $0.isEnding = true }
        wake.signal()
    }
}
