import Domain
import Foundation
import KeyVault

/// Vaults whose keys are known, so that digests are the same in every run.
public enum SampleVault {
    /// - Parameter versions: of the vault key, each with 32 bytes of its own number.
    public static func make(_ versions: UInt8...) throws(AdminError) -> Vault {
        let lines = (versions.isEmpty ? [1] : versions).map { version in
            "\(version):\(Data(repeating: version, count: 32).base64EncodedString())"
        }
        return try Vault(VaultKey(fileText: Secret(lines.joined(separator: "\n"))))
    }
}
