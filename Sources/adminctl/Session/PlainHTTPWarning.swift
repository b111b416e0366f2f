import AdminClient
import Synchronization

/// Says, once, that a credential travels where others can read it.
enum PlainHTTPWarning {
    /// Set to anything, it keeps this quiet: where the way is known to be safe, as in a tunnel.
    static let silencer = "KEYHOLD_ALLOW_PLAIN_HTTP"
    private static let isSaid = Atomic(false)

    /// Nil where nobody wants to hear of it.
    static func observer(_ environment: [String: String]) -> (@Sendable (ClientConfiguration.ServerHost) -> Void)? {
        guard environment.filled(silencer) == nil else { return nil }
        return { host in
            guard !isSaid.exchange(true, ordering: .relaxed) else { return }
            StandardError.say("adminctl: warning: " + text(host))
        }
    }

    static func text(_ host: ClientConfiguration.ServerHost) -> String {
        "a credential goes to \(host.name) over plain http, and can be read on the way. Use https, or set "
            + "\(silencer)=1 where the way is safe."
    }
}
