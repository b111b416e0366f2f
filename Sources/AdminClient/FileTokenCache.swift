import Foundation

/// Keeps tokens in files of mode 0600, one per server and client, in a directory of mode 0700.
///
/// A file that is corrupt, a link, another user's, or open to anyone else is passed over as if it were not there, and
/// where the directory cannot be made private nothing is kept.
public struct FileTokenCache: TokenCache {
    private let directory: String

    public init(directory: String) {
        self.directory = directory
    }

    /// `$XDG_CACHE_HOME/keyhold`, or `~/.cache/keyhold`; nil where the environment names neither.
    public init?(environment: [String: String]) {
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache" }
        // The XDG rules say that a relative path is to be ignored.
        guard let base = environment["XDG_CACHE_HOME"].flatMap({ $0.hasPrefix("/") ? $0 : nil }) ?? home else {
            return nil
        }
        directory = base + "/keyhold"
    }

    public func find(_ identity: TokenIdentity) -> CachedToken? {
        guard let bytes = PrivateFile.read(path(identity), maxBytes: 64 * 1024),
            let file = try? JSONDecoder().decode(TokenFile.self, from: Data(bytes)),
            file.url == identity.url, file.clientID == identity.clientID
        else { return nil }
        return CachedToken(accessToken: SecretText(file.accessToken), renewAt: file.renewAt)
    }

    public func store(_ token: CachedToken, for identity: TokenIdentity) {
        let file = TokenFile(
            url: identity.url, clientID: identity.clientID, accessToken: token.accessToken.revealSecret(),
            renewAt: token.renewAt)
        guard PrivateFile.makeDirectory(directory), let data = try? JSONEncoder().encode(file) else { return }
        _ = PrivateFile.replace(path(identity), with: Array(data))
    }

    public func remove(_ identity: TokenIdentity) {
        unlink(path(identity))
    }

    /// The name keeps different clients apart and says nothing of them; that two share one by chance is caught by the
    /// identity in the file.
    private func path(_ identity: TokenIdentity) -> String {
        let hash = "\(identity.url)\n\(identity.clientID)".utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            // FNV-1a.
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return directory + "/token-" + String(hash, radix: 16) + ".json"
    }
}

private struct TokenFile: Codable {
    let url: String
    let clientID: String
    let accessToken: String
    let renewAt: Int64

    enum CodingKeys: String, CodingKey {
        case url
        case clientID = "client_id"
        case accessToken = "access_token"
        case renewAt = "renew_at"
    }
}
