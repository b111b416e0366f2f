import Foundation

/// Where a server is: at a host, or at a Unix socket of this machine, which is written as in `server.listen`.
public struct ServerAddress: Sendable, Equatable {
    /// `sun_path` of unix(7) holds 108 bytes with the zero at its end.
    public static let maximumPathBytes = 107

    /// Nil for one at a host.
    public let socketPath: String?
    /// What the addresses of requests begin with; no slash ends it.
    public let baseURL: String
    /// The one way to write it: `unix:/run/keyhold/admind.sock`, however it was given.
    public let text: String

    /// - Parameter text: `https://keys.example.com`, `unix:/PATH`, or `https+unix:/PATH` where the socket speaks TLS; in
    ///   place of the first slash of a path there may be three, and `http+unix:` is `unix:`, its path percent-encoded
    ///   or not, as other tools have it.
    public init(_ text: String) {
        for (prefix, scheme) in [("unix:", "http"), ("http+unix:", "http"), ("https+unix:", "https")]
        where text.lowercased().hasPrefix(prefix) {
            var path = String(text.dropFirst(prefix.count))
            if path.hasPrefix("//") { path = String(path.dropFirst(2)) }
            if prefix != "unix:" { path = path.removingPercentEncoding ?? path }
            socketPath = path
            baseURL = scheme + "://localhost"
            self.text = (scheme == "https" ? "https+unix:" : "unix:") + path
            return
        }
        socketPath = nil
        baseURL = String(text.reversed().drop { $0 == "/" }.reversed())
        self.text = baseURL
    }
}
