import Foundation

/// The address of the server.
enum ServerURL {
    static let standard = "http://127.0.0.1:8700"

    /// - Throws: `Failure` of status usage, which does not repeat an address that may hold a password.
    static func parse(_ given: String) throws -> String {
        let text = InputText.trimmed(given)
        guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme?.lowercased()),
            let host = parts.host, !host.isEmpty, parts.query == nil, parts.fragment == nil
        else {
            throw Failure(.usage, "--url or KEYHOLD_URL is not an address like https://keys.example.com:8700.")
        }
        guard parts.user == nil, parts.password == nil else {
            throw Failure(
                .usage, "--url or KEYHOLD_URL holds a user or password. Credentials go into KEYHOLD_CLIENT_ID.")
        }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }
}
