import AdminClient

/// What to say where no answer came.
enum Unreachable {
    static func failure(_ reason: AdminClientError.TransportReason, url: String) -> Failure {
        let words = "\(reason)"
        switch reason {
        case .couldNotResolve:
            return Failure(.unreachable, "cannot reach \(url): \(words). Check --url or KEYHOLD_URL.")
        case .couldNotConnect:
            let hint = "Is admind running there? Set --url or KEYHOLD_URL."
            return Failure(.unreachable, "cannot reach \(url): \(words). \(hint)")
        case .timedOut:
            return Failure(.unreachable, "cannot reach \(url): \(words). Allow more with --timeout SECONDS.")
        case .tls:
            let hint = "A private certificate authority is named with --ca-file."
            return Failure(.unreachable, "no secure connection to \(url): \(words). \(hint)")
        case .tooLarge: return Failure(.failed, "\(url): \(words). Is --url right?")
        case .connectionLost, .other: return Failure(.unreachable, "no answer from \(url): \(words).")
        }
    }
}
