import Foundation
import Synchronization

/// Looks through files and trees with two threads, each with one buffer.
public final class FileScan: Sendable {
    private static let threadCount = 2
    private static let bufferLength = 1024 * 1024

    private struct State {
        var walker: FileWalker
        var report = ScanReport()
        var offsets: [String: [(offset: Int, secret: FoundSecret)]] = [:]
        var found = 0
    }

    private let state: Mutex<State>
    private let progress: @Sendable (_ bytes: Int, _ found: Int) -> Void

    /// - Parameter progress: told from either thread, after every piece, what has been read and found so far.
    public convenience init(
        _ paths: [String], progress: @escaping @Sendable (_ bytes: Int, _ found: Int) -> Void = { _, _ in }
    ) {
        self.init(paths, segmentLength: FileWalker.segmentLength, progress: progress)
    }

    init(
        _ paths: [String], segmentLength: Int,
        progress: @escaping @Sendable (_ bytes: Int, _ found: Int) -> Void = { _, _ in }
    ) {
        state = Mutex(State(walker: FileWalker(paths, segmentLength: segmentLength)))
        self.progress = progress
    }

    /// Returns when all is read.
    public func run() -> ScanReport {
        DispatchQueue.concurrentPerform(iterations: Self.threadCount) { _ in work() }
        return state.withLock { state in
            state.walker.stop()
            state.report.unread += state.walker.unread
            for (path, found) in state.offsets.sorted(by: { $0.key < $1.key }) {
                state.report.findings += LineNumbers.findings(found.sorted { $0.offset < $1.offset }, path)
            }
            return state.report
        }
    }

    private func work() {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferLength, alignment: 64)
        defer { buffer.deallocate() }
        while let segment = state.withLock({ $0.report.isCut ? nil : $0.walker.next() }) { scan(segment, buffer) }
    }

    private func scan(_ segment: FileSegment, _ buffer: UnsafeMutableRawBufferPointer) {
        // Between the look at the file and this it may have become a link or a pipe.
        let descriptor = open(segment.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return note(segment.path) }
        defer { close(descriptor) }
        if segment.start == 0 { state.withLock { $0.report.count += 1 } }
        var finder = ChunkedFinder(buffer, at: segment.start)
        var offset = segment.start
        let end = segment.start + segment.length
        // Past the end for as much as a secret that began before it may need.
        let last = end + SecretForm.length - 1
        while offset < last {
            let count = finder.next(
                fill: { pread(descriptor, $0.baseAddress, min($0.count, last - offset), off_t(offset)) },
                found: { if $0 < end { keep(segment.path, $0, $1) } })
            guard count > 0 else {
                if count < 0 { note(segment.path) }
                return
            }
            tell(min(count, max(0, end - offset)))
            offset += count
        }
    }

    private func keep(_ path: String, _ offset: Int, _ secret: FoundSecret) {
        state.withLock { state in
            guard state.found < ScanReport.mostFindings else {
                state.report.isCut = true
                return
            }
            state.found += 1
            state.offsets[path, default: []].append((offset, secret))
        }
    }

    private func tell(_ count: Int) {
        let (bytes, found) = state.withLock { state in
            state.report.bytes += count
            return (state.report.bytes, state.found)
        }
        progress(bytes, found)
    }

    private func note(_ path: String) {
        let reason = String(cString: strerror(errno))
        state.withLock { state in
            if state.report.unread.count < ScanReport.mostUnread { state.report.unread.append("\(path): \(reason)") }
        }
    }
}
