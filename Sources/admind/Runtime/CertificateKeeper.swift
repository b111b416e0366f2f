import Domain
import Edge
import Logging
import ServiceLifecycle
import UnixSignals

/// Takes up a new certificate: on SIGHUP, and when the files have changed.
struct CertificateKeeper: Service {
    let store: CertificateStore
    let logger: Logger
    /// How often the files are looked at. A look is three stat(2).
    private let interval = Duration.seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await reloadOnSignal() }
                group.addTask { await reloadOnChange() }
            }
        }
    }

    private func reloadOnSignal() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            report { () throws(AdminError) in
                try store.reload()
                return true
            }
        }
    }

    private func reloadOnChange() async {
        while (try? await Task.sleep(for: interval)) != nil {
            report { () throws(AdminError) in try store.reloadIfChanged() }
        }
    }

    private func report(_ reload: () throws(AdminError) -> Bool) {
        do {
            if try reload() { logger.notice("certificate loaded", metadata: ["not_after": "\(store.notAfter)"]) }
        } catch {
            logger.error("certificate refused, the old one stays in use", metadata: ["reason": "\(error.message)"])
        }
    }
}
