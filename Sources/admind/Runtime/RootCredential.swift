import Foundation
import Wire

enum RootCredential {
    static func json(_ credential: RootCredentialBody) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(credential) + Data("\n".utf8)
    }
}
