import AdminAPI
import Logging
import ServiceLifecycle

/// Runs the housekeeping now and then, and says when the daemon begins to drain.
struct Housekeeper: Service {
    let service: AdminService
    let readiness: Readiness
    let interval: Duration
    let logger: Logger
    let deadline: DrainDeadline

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                while (try? await Task.sleep(for: interval)) != nil { await keepHouse() }
            }
        } onGracefulShutdown: {
            deadline.start()
            logger.notice("draining")
            readiness.beginDraining()
        }
    }

    /// A failure is logged and tried again at the next turn: the daemon serves on.
    private func keepHouse() async {
        try? await service.keepHouse()
        for line in service.takeMishaps() { logger.error("housekeeping failed", metadata: ["detail": "\(line)"]) }
    }
}
