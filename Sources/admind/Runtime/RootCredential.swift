import AdminAPI
import Foundation

enum RootCredential {
    static func json(_ root: ClientWithSecret) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(root.credential) + Data("\n".utf8)
    }
}
