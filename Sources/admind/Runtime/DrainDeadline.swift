import Foundation
import Logging

/// Ends the process where the drain does not: a disk that hangs lets neither a commit nor the closing of the database
/// end. What was acknowledged is on disk by then, so that nothing is lost that anybody was told of.
struct DrainDeadline: Sendable {
    /// For what comes after the last request: the last writes, and the closing of the database.
    static let graceSeconds: Int64 = 3
    /// EX_TEMPFAIL of sysexits.h.
    static let exitCode: Int32 = 75

    let seconds: Int64
    let logger: Logger

    /// Threads of its own: those of the runtime may be the ones that hang, and so may whoever reads the log.
    func start() {
        let end = Double(seconds + Self.graceSeconds)
        Thread.detachNewThread { [logger] in
            Thread.sleep(forTimeInterval: end)
            logger.critical("the drain did not end in time; exiting without closing the database")
        }
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: end + 0.5)
            _exit(Self.exitCode)
        }
    }
}
