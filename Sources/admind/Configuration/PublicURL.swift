import Foundation

/// The address under which clients reach the daemon. Paths are appended to it, and it stands in links between angle
/// brackets, so it holds nothing that would end either.
enum PublicURL {
    static func isOne(_ text: String) -> Bool {
        guard let url = components(text), let host = url.host, !host.isEmpty else { return false }
        return ["http", "https"].contains(url.scheme) && url.user == nil && url.password == nil && url.query == nil
            && url.fragment == nil && !text.hasSuffix("/")
    }

    /// What links begin with: all of it where the daemon is served under a prefix that it does not see itself. Where it is
    /// not, paths lead on by themselves, from whatever address the client knows.
    static func linkBase(_ text: String) -> String { components(text)?.path.isEmpty == false ? text : "" }

    /// `nil` for what holds a character that no URL may (RFC 3986 §2), which Foundation would encode by itself.
    private static func components(_ text: String) -> URLComponents? {
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }
        return isPlain ? URLComponents(string: text) : nil
    }
}
