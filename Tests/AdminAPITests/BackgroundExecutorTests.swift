import Foundation
import Testing

@testable import AdminAPI

struct BackgroundExecutorTests {
    @Test func `what computes for long has a lower priority, and the rest of the process keeps its own`() async {
        let before = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
        let within = await withTaskExecutorPreference(BackgroundExecutor.shared) { await Self.priority() }
        #expect(within == max(10, before))
        #expect(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), UInt32(getpid())) == before)
    }

    private static func priority() async -> Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }
}
