import AdminClient
import Foundation

/// The address of the server.
enum ServerURL {
    static let standard = "http://127.0.0.1:8700"

    /// - Throws: `Failure` of status usage, which does not repeat an address that may hold a password.
    static func parse(_ given: String) throws -> String {
        let text = InputText.trimmed(given)
        let address = ServerAddress(text)
        if let path = address.socketPath {
            try checkSocket(path)
            return address.text
        }
        guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme?.lowercased()),
            let host = parts.host, !host.isEmpty, parts.query == nil, parts.fragment == nil
        else {
            throw Failure(
                .usage,
                "--url or KEYHOLD_URL is not an address like https://keys.example.com:8700 or unix:/run/admind.sock.")
        }
        guard parts.user == nil, parts.password == nil else {
            throw Failure(
                .usage, "--url or KEYHOLD_URL holds a user or password. Credentials go into KEYHOLD_CLIENT_ID.")
        }
        return address.text
    }

    private static func checkSocket(_ path: String) throws {
        guard path.hasPrefix("/") else {
            throw Failure(
                .usage, "--url or KEYHOLD_URL names a socket by a path that does not begin with /: unix:/PATH.")
        }
        guard path.utf8.count <= ServerAddress.maximumPathBytes else {
            throw Failure(
                .usage,
                "--url or KEYHOLD_URL names a socket by more than \(ServerAddress.maximumPathBytes) bytes, the most "
                    + "that the system takes.")
        }
    }
}
