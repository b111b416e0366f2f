import Domain
import KeyVault
import Synchronization

/// The id under which a request is found again in the logs: the caller's own, if it is plain, or a fresh one.
enum RequestIdentity {
    /// 1–128 letters, digits, `-`, `_`, `.`; nothing that looks like a secret, as the id is logged and echoed.
    static func choose(_ given: String?) -> String { random.withLock { choose(given, using: &$0) } }

    private static let random = Mutex(SystemRandomWords())

    /// - Parameter generator: of ids that do not repeat; that they can be guessed does no harm.
    static func choose(_ given: String?, using generator: inout some RandomNumberGenerator) -> String {
        guard let given, (1...128).contains(given.utf8.count), given.utf8.allSatisfy(isPlain),
            !SecretKind.allCases.contains(where: { given.contains($0.rawValue) })
        else { return Identifier<RequestIdentityMark>(high: generator.next(), low: generator.next()).text }
        return given
    }

    private enum RequestIdentityMark {}

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
