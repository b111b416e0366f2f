import Domain
import Testing

@testable import KeyVault

enum Samples {
    static let secret = "khk_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O50Zlbpi"

    /// A vault key whose versions are filled with their own number.
    static func vaultKey(_ versions: UInt32...) throws -> VaultKey {
        let versions = versions.map { number in
            VaultKey.Version(number: number, bytes: SecretBytes(Array(repeating: UInt8(number), count: 32)))
        }
        return try #require(VaultKey(versions))
    }

    /// The base64 of 32 bytes of value 1, and of 2.
    static let base64 = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
    static let otherBase64 = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="
}
