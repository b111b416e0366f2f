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
                let start = ContinuousClock.now
                var watch = ClockWatch()
                _ = watch.isSteady(wall: service.now, steady: .zero)
                while (try? await Task.sleep(for: interval)) != nil {
                    let isSteady = watch.isSteady(wall: service.now, steady: ContinuousClock.now - start)
                    if !isSteady { logger.warning("the clock has jumped; nothing is forgotten for an hour") }
                    await keepHouse(forgetting: isSteady)
                }
            }
        } onGracefulShutdown: {
            deadline.start()
            logger.notice("draining")
            readiness.beginDraining()
        }
    }

    /// A failure is logged and tried again at the next turn: the daemon serves on.
    private func keepHouse(forgetting: Bool) async {
        try? await service.keepHouse(forgetting: forgetting)
        for line in service.takeMishaps() { logger.error("housekeeping failed", metadata: ["detail": "\(line)"]) }
    }
}
