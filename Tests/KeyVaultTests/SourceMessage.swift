import Domain
import Testing

@testable import KeyVault

/// What an operator reads when the key does not load.
func message(loading source: VaultKeySource) -> String {
    do throws(AdminError) {
        _ = try VaultKey.load(from: source)
        return "loaded"
    } catch {
        #expect(error.code == .invalidRequest)
        return error.message
    }
}
