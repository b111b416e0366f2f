import Foundation
import Synchronization

/// How far along a scan or an upload is, on one line of standard error that is wiped at the end.
final class ProgressBar: Sendable {
    private static let width = 24
    private static let pause = Duration.milliseconds(100)

    private let isShown: Bool
    private let totalBytes: Int?
    private let last = Mutex(ContinuousClock.now)

    /// - Parameter totalBytes: nil where nobody knows.
    init(isShown: Bool, totalBytes: @autoclosure () -> Int?) {
        self.isShown = isShown
        // Where nobody looks, nothing is counted.
        self.totalBytes = isShown ? totalBytes() : nil
    }

    /// May be told from several threads, as often as they like.
    func show(bytes: Int, found: Int) { show(bytes, "\(ByteCount.text(bytes)), \(found) found") }

    func show(bytes: Int, recorded: Int) { show(bytes, "\(recorded) recorded") }

    func show(bytes: Int) { show(bytes, ByteCount.text(bytes)) }

    private func show(_ bytes: Int, _ tail: @autoclosure () -> String) {
        guard isShown else { return }
        last.withLock { last in
            let now = ContinuousClock.now
            guard now - last >= Self.pause else { return }
            last = now
            StandardError.print("\r\u{1B}[K" + line(bytes, tail()), terminator: "")
        }
    }

    func clear() {
        if isShown { StandardError.print("\r\u{1B}[K", terminator: "") }
    }

    private func line(_ bytes: Int, _ tail: String) -> String {
        guard let totalBytes, totalBytes > 0 else { return tail }
        let done = min(Self.width, bytes * Self.width / totalBytes)
        let bar = String(repeating: "█", count: done) + String(repeating: "░", count: Self.width - done)
        return "\(bar) \(min(100, bytes * 100 / totalBytes)) %  \(tail)"
    }
}

enum ByteCount {
    /// `1.2 GB`: thousands, as disks are sold.
    static func text(_ bytes: Int) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 1_000, unit < units.count - 1 {
            value /= 1_000
            unit += 1
        }
        return unit == 0 ? "\(bytes) B" : "\((value * 10).rounded() / 10) \(units[unit])"
    }
}
