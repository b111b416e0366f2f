import AdminClient
import Foundation

/// Finds the client's id and secret in the environment and in the file that it names.
enum CredentialSource {
    /// Nil where nothing is set: some commands need no credential.
    static func read(_ environment: [String: String]) throws -> Credential? {
        let id = environment.filled("KEYHOLD_CLIENT_ID")
        switch (environment.filled("KEYHOLD_CLIENT_SECRET"), environment.filled("KEYHOLD_CLIENT_SECRET_FILE")) {
        case (nil, nil):
            guard id == nil else { throw Failure(.usage, noSecret) }
            return nil
        case (_?, _?):
            throw Failure(.usage, "KEYHOLD_CLIENT_SECRET and KEYHOLD_CLIENT_SECRET_FILE are both set. Unset one.")
        case (let secret?, nil): return .client(id: try known(id), secret: SecretText(secret))
        case (nil, let path?): return try credential(inFile: path, id: id)
        }
    }

    private static func credential(inFile path: String, id: String?) throws -> Credential {
        let content = try SecretFile.read(path)
        guard content.hasPrefix("{") else { return .client(id: try known(id), secret: SecretText(content)) }
        guard let body = CredentialBody.read(content) else {
            throw Failure(.failed, "\(path) looks like JSON, but has no client_id and client_secret.")
        }
        guard id == nil || id == body.clientID else {
            throw Failure(.usage, "KEYHOLD_CLIENT_ID names another client than \(path) does. Unset it.")
        }
        return .client(id: body.clientID, secret: SecretText(body.clientSecret))
    }

    private static func known(_ id: String?) throws -> String {
        guard let id else {
            throw Failure(.usage, "there is a client secret, but no id for it. Set KEYHOLD_CLIENT_ID.")
        }
        return id
    }

    private static let noSecret = """
        KEYHOLD_CLIENT_ID is set, but no secret for it. Set KEYHOLD_CLIENT_SECRET or KEYHOLD_CLIENT_SECRET_FILE.
        """
}
