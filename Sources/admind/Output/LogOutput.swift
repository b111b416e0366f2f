import AdminAPI
import Dispatch
import Domain
import Foundation

/// The daemon's log, and what it says at the terminal. Nobody who logs waits for a reader: a thread of its own writes,
/// and it alone is stopped by a reader that stalls.
final class LogOutput: Sendable {
    let buffer: LogBuffer
    private let ended = DispatchSemaphore(value: 0)

    init(
        buffer: LogBuffer = LogBuffer(), log: Int32 = STDERR_FILENO, announcements: Int32 = STDOUT_FILENO
    ) {
        self.buffer = buffer
        let ended = ended
        let thread = Thread {
            var writer = LogWriter(buffer: buffer, log: log, announcements: announcements)
            writer.run()
            ended.signal()
        }
        thread.name = "log"
        thread.start()
    }

    func append(_ line: LogLine) { buffer.append(.line(line.bytes)) }

    func announce(_ text: String) { buffer.append(.announcement(Array(text.utf8))) }

    /// Writes what is left, for as long as somebody reads it. Nothing may be logged after that.
    func finish(within time: DispatchTimeInterval) {
        buffer.end()
        _ = ended.wait(timeout: .now() + time)
    }
}

extension LogOutput: AccessLog {
    func log(_ line: RequestLine) { buffer.append(.request(line, at: SystemTime().now())) }
}

extension LogOutput {
    func families() -> [MetricFamily] {
        [
            MetricFamily(
                "keyhold_log_lines_dropped_total", .counter,
                "Lines of the log that nobody will read: its reader stalled, or it could not be written.",
                [.init([], Int64(clamping: buffer.dropped))])
        ]
    }
}

/// Puts what was logged into words and writes it, in pieces of whole lines.
struct LogWriter {
    /// `PIPE_BUF` of Linux: what is no longer than this is written whole, between the lines of others who share the pipe.
    private static let pieceBytes = 4096

    let buffer: LogBuffer
    let log: Int32
    let announcements: Int32
    private var piece: [UInt8] = []
    private var lines = 0
    /// Of all that was dropped, how much the log has said.
    private var saidDropped: UInt64 = 0

    init(buffer: LogBuffer, log: Int32, announcements: Int32) {
        self.buffer = buffer
        self.log = log
        self.announcements = announcements
    }

    /// Returns when the buffer has ended.
    mutating func run() {
        var batch = LogBuffer.Batch()
        while buffer.take(&batch) { write(batch) }
    }

    mutating func write(_ batch: LogBuffer.Batch) {
        for entry in batch.entries {
            switch entry {
            case .request(let line, let instant): add(LogLine(line, at: instant).bytes)
            case .line(let bytes): add(bytes)
            case .announcement(let bytes): _ = StandardStreams.write(bytes, to: announcements)
            }
        }
        flush()
        sayDropped(batch.dropped)
    }

    private mutating func add(_ line: [UInt8]) {
        if piece.count + line.count > Self.pieceBytes { flush() }
        piece += line
        lines += 1
    }

    /// - Returns: whether all of it was written.
    @discardableResult
    private mutating func flush() -> Bool {
        guard lines > 0 else { return true }
        let isWritten = StandardStreams.write(piece, to: log) == nil
        if !isWritten { buffer.drop(lines) }
        piece.removeAll(keepingCapacity: true)
        lines = 0
        return isWritten
    }

    private mutating func sayDropped(_ dropped: UInt64) {
        guard dropped > saidDropped else { return }
        var line = LogLine(
            at: SystemTime().now(), level: "warning", logger: "admind", message: "log lines were dropped")
        line.add("lines", String(dropped - saidDropped))
        line.end()
        // Not counted where nobody reads it: it is said again.
        if StandardStreams.write(line.bytes, to: log) == nil { saidDropped = dropped }
    }
}
