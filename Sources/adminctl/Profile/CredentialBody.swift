import AdminClient
import Foundation

/// JSON that holds a client's id and secret, and whatever else stands beside them: a vault's entry, the API's reply to who
/// made the client, or what `admind` writes for the first one.
struct CredentialBody: Decodable {
    let clientID: String
    let clientSecret: String

    enum CodingKeys: String, CodingKey {
        case clientID = "client_id"
        case clientSecret = "client_secret"
    }

    /// Nil for what is not that.
    static func read(_ text: String) -> CredentialBody? {
        try? JSONDecoder().decode(CredentialBody.self, from: Data(text.utf8))
    }
}
