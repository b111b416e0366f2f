import ArgumentParser

struct Status: SessionCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show whether the server is alive and ready, and its version. Needs no credential.")

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let health = try session.client.health()
        let readiness = try session.client.readiness()
        let report = StatusReport(
            url: session.url, health: health.status, readiness: readiness.status, version: health.version)
        try session.printer.show(report)
        guard readiness.status == "ok" else { throw Failure(.failed, "the server is not ready: \(readiness.status).") }
    }
}
