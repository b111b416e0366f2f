/// When an attempt is made again, and after how long.
///
/// What is repeatable is sent again where no connection came about, where it was lost on the way, and after 502, 503
/// and 504. Anything else only where no connection came about: what the server may have seen is never sent twice.
/// Silence is not repeated: who waited for it once has waited long enough.
public struct RetryPolicy: Sendable {
    /// All attempts, the first included; at least 1.
    public var attempts = 3
    public var firstPauseMilliseconds = 200
    /// A server that asks for a longer pause than this gets no second try: its answer is handed on instead.
    public var longestPauseMilliseconds = 5_000
    /// How a pause is spent.
    public var pause: @Sendable (Duration) -> Void = RetryPolicy.sleep

    public init() {}

    /// The pause before the attempt after number `attempt` (from 1), or nil where this one was the last.
    func pause(after attempt: Int, of request: Request, outcome: Result<Response, TransportError>) -> Duration? {
        guard attempt < attempts else { return nil }
        switch outcome {
        case .failure(let error):
            return error.isBeforeSending || request.isRepeatable && error.isLoss ? backOff(attempt) : nil
        case .success(let response):
            guard request.isRepeatable, [502, 503, 504].contains(response.status) else { return nil }
            guard let seconds = response.retryAfterSeconds else { return backOff(attempt) }
            return seconds <= longestPauseMilliseconds / 1_000 ? .seconds(seconds) : nil
        }
    }

    /// Doubles with each attempt; half of it is chance, so that many clients do not come back in step.
    private func backOff(_ attempt: Int) -> Duration {
        let full = min(firstPauseMilliseconds << min(attempt - 1, 16), longestPauseMilliseconds)
        return .milliseconds(Int.random(in: full / 2...max(full, 1)))
    }
}
