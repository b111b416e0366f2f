import Synchronization

/// Why an argument is not what it is to be. The parser asks for a yes or a no, and quotes the argument: the reason is said
/// after it.
enum ArgumentReason {
    private static let last = Mutex<String?>(nil)

    /// To be called where a parse ends, with nothing to try after it.
    static func give(_ reason: String) { last.withLock { $0 = reason } }

    /// The last one, once.
    static func take() -> String? {
        last.withLock { reason in
            defer { reason = nil }
            return reason
        }
    }
}
