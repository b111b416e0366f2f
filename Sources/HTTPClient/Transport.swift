import Synchronization

/// The one way out: blocking HTTP over libcurl, with timeouts, verified TLS, bounded replies and careful retries.
///
/// Calls block the calling thread, and may come from several threads at once: each takes a connection of its own from
/// a small pool. Redirects are not followed. A program that uses it should ignore SIGPIPE.
public final class Transport: Sendable {
    private let configuration: TransportConfiguration
    private let idle = Mutex<[EasyHandle]>([])
    private static let maxIdle = 4

    public init(_ configuration: TransportConfiguration) {
        self.configuration = configuration
    }

    /// Sends, and sends again where `RetryPolicy` finds it safe. A response of any status is returned, not thrown.
    public func send(_ request: Request) throws(TransportError) -> Response {
        var attempt = 1
        while true {
            let outcome = perform(request)
            guard let pause = configuration.retry.pause(after: attempt, of: request, outcome: outcome) else {
                return try outcome.get()
            }
            configuration.retry.pause(pause)
            attempt += 1
        }
    }

    /// Sends exactly once: for a caller whose question is how the server is at this moment.
    public func sendOnce(_ request: Request) throws(TransportError) -> Response {
        try perform(request).get()
    }

    private func perform(_ request: Request) -> Result<Response, TransportError> {
        let handle = idle.withLock { $0.popLast() } ?? EasyHandle()
        defer { putBack(handle) }
        if request.headers["Authorization"] != nil, let host = ServerHost(request.url), host.isPlain, !host.isLoopback {
            configuration.observePlainCredential?(host)
        }
        let start = ContinuousClock.now
        let outcome = handle.perform(request, configuration)
        let duration = ContinuousClock.now - start
        configuration.observe?(Exchange(request: request, outcome: outcome, duration: duration))
        return outcome
    }

    private func putBack(_ handle: EasyHandle) {
        idle.withLock { if $0.count < Self.maxIdle { $0.append(handle) } }
    }
}
