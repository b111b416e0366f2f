import Foundation
import Synchronization

/// Runs a body on threads of its own, all at once.
enum Together {
    /// The results by index. Waits for all.
    static func run<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
        let results = Mutex<[Int: Result]>([:])
        let group = DispatchGroup()
        let gate = DispatchSemaphore(value: 0)
        for index in 0..<count {
            group.enter()
            Thread {
                gate.wait()
                let result = body(index)
                results.withLock { $0[index] = result }
                group.leave()
            }.start()
        }
        for _ in 0..<count { gate.signal() }
        group.wait()
        return results.withLock { results in (0..<count).compactMap { results[$0] } }
    }
}
