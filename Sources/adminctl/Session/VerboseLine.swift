import AdminClient

/// One line for each attempt: what was asked, what came, how long it took. Never a header, never a body.
enum VerboseLine {
    static func text(_ exchange: ClientConfiguration.Exchange) -> String {
        let outcome: String
        switch exchange.outcome {
        case .success(let status): outcome = "\(status)"
        case .failure(let reason): outcome = "\(reason)"
        }
        let milliseconds = exchange.duration / .milliseconds(1)
        return "\(exchange.method) \(exchange.path): \(outcome) (\(Int(milliseconds.rounded())) ms)"
    }
}
