import Foundation
import Synchronization

/// What git writes to its standard error: the beginning is kept, the rest read and forgotten, so that a broken repository
/// neither floods a terminal nor makes git wait.
final class GitComplaints: Sendable {
    private static let longest = 2_048
    let input: Int32
    private let output: Int32
    private let kept = Mutex<[UInt8]>([])
    private let isDone = DispatchSemaphore(value: 0)

    init() throws {
        let pipe = try PipeEnds()
        (input, output) = (pipe.input, pipe.output)
    }

    /// Reads from now on, until whoever has the other end lets go of it. To be called once, after the child has it.
    func begin() {
        close(input)
        Thread.detachNewThread { self.drain() }
    }

    /// What was written, once nobody writes any more.
    func text() -> String {
        isDone.wait()
        isDone.signal()
        return kept.withLock { String(decoding: $0, as: UTF8.self) }.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func drain() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            kept.withLock { $0 += buffer[..<min(count, Self.longest - $0.count)] }
        }
        close(output)
        isDone.signal()
    }
}
