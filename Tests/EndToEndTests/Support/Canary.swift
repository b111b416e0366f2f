import Foundation
import KeyVault

/// Secrets, and every form in which one could be written down by mistake.
struct Canary {
    private(set) var secrets: [String] = []
    private var forms: [(name: String, bytes: [UInt8])] = []

    mutating func add(_ secrets: String...) {
        for secret in secrets where !self.secrets.contains(secret) {
            self.secrets.append(secret)
            let number = self.secrets.count
            forms += Self.forms(of: secret).map { ("secret \(number) as \($0.name)", $0.bytes) }
        }
    }

    /// Which forms of which secrets are in there. Names no secret itself.
    func traces(in data: Data) -> [String] {
        let byStart = Dictionary(grouping: forms) { Self.start(of: $0.bytes) }
        var found: [String] = []
        data.withUnsafeBytes { bytes in
            var window: UInt64 = 0
            for index in bytes.indices {
                window = window << 8 | UInt64(bytes[index])
                guard index >= 7, let candidates = byStart[window] else { continue }
                found += candidates.filter { bytes[(index - 7)...].starts(with: $0.bytes) }.map(\.name)
            }
        }
        return found
    }

    /// The first eight bytes, as every form has them.
    private static func start(of bytes: [UInt8]) -> UInt64 {
        bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A digest of a secret, as a table might hold it.
    func digestOfFirst() throws -> Data {
        Data("x".utf8) + Data(try Hash.sha256(Array(secrets[0].utf8))) + Data("y".utf8)
    }

    private static func forms(of secret: String) -> [(name: String, bytes: [UInt8])] {
        // Half of the random part is enough to be no chance, and finds what was cut.
        let middle = String(secret.dropFirst(4).prefix(16))
        var forms = [("text", Array(middle.utf8)), ("lowercase text", Array(middle.lowercased().utf8))]
        forms.append(("reversed text", Array(secret.utf8.reversed())))
        // Base64 of a longer text holds the secret at one of three offsets.
        for offset in 0..<3 {
            let shifted = Data(repeating: 0, count: offset) + Data(secret.utf8)
            let encoded = shifted.base64EncodedString().dropFirst(4).prefix(40)
            forms.append(("base64", Array(encoded.utf8)))
        }
        forms.append(("hexadecimal", Array(hexadecimal(Array(secret.utf8)).utf8)))
        for (name, text) in [("whole", secret), ("without its prefix", String(secret.dropFirst(4)))] {
            guard let digest = try? Hash.sha256(Array(text.utf8)) else { continue }
            let base64 = Data(digest).base64EncodedString().prefix(42)
            let base64URL = base64.replacing("+", with: "-").replacing("/", with: "_")
            forms += [
                ("SHA-256, \(name)", digest), ("hexadecimal SHA-256, \(name)", Array(hexadecimal(digest).utf8)),
                ("uppercase SHA-256, \(name)", Array(hexadecimal(digest).uppercased().utf8)),
                ("base64 SHA-256, \(name)", Array(base64.utf8)), ("base64url SHA-256, \(name)", Array(base64URL.utf8)),
            ]
        }
        return forms
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
