import Foundation
import Synchronization

/// Reads a pipe to its end on a thread of its own, so that the program that writes to it never has to wait.
final class Collector: Sendable {
    private let state = Mutex(State())
    private let changed = DispatchSemaphore(value: 0)

    private struct State {
        var data = Data()
        var isAtEnd = false
    }

    init(_ handle: FileHandle) {
        let descriptor = dup(handle.fileDescriptor)
        Thread { self.read(descriptor) }.start()
    }

    /// All of it; waits for the end.
    func text() -> String {
        while !state.withLock(\.isAtEnd) { guard wait() else { break } }
        return String(decoding: state.withLock(\.data), as: UTF8.self)
    }

    var isAtEnd: Bool { state.withLock(\.isAtEnd) }

    var soFar: Data { state.withLock(\.data) }

    /// The first whole line that fits, waited for as long as the pipe is open and something comes now and then.
    func line(where fits: (String) -> Bool) -> String? { lines(1, where: fits)?.first }

    /// The first so many whole lines that fit, waited for in the same way.
    func lines(_ count: Int, where fits: (String) -> Bool) -> [String]? {
        while true {
            let (data, isAtEnd) = state.withLock { ($0.data, $0.isAtEnd) }
            let lines = String(decoding: data, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            let fitting = lines.dropLast().map(String.init).filter(fits)
            if fitting.count >= count { return Array(fitting.prefix(count)) }
            guard !isAtEnd, wait() else { return nil }
        }
    }

    private func wait() -> Bool {
        changed.wait(timeout: .now() + 60) == .success
    }

    private func read(_ descriptor: Int32) {
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = Foundation.read(descriptor, &bytes, bytes.count)
            state.withLock {
                if count > 0 { $0.data.append(contentsOf: bytes[..<count]) } else { $0.isAtEnd = true }
            }
            changed.signal()
            if count <= 0 { return }
        }
    }
}
