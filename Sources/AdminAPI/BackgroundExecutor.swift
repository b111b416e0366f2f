import CProcess
import NIOCore
import NIOPosix

/// Runs what computes for long: reading an import of megabytes, rendering a document. It has threads of its own, which get
/// what the event loops and the thread that writes leave of the cores, so that one caller's large request does not slow
/// everybody's small ones.
final class BackgroundExecutor: TaskExecutor {
    static let shared = BackgroundExecutor()

    private let threads = NIOThreadPool(numberOfThreads: System.coreCount)

    private init() {
        threads.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        threads.submit { _ in
            keyhold_lower_thread_priority()
            job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
