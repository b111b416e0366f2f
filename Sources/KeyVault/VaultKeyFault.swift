import Domain

/// What can be wrong with a vault key's text. No case holds any of the text.
enum VaultKeyFault: Error {
    case empty
    case tooLong
    case badVersion(line: Int)
    case badBase64(line: Int)
    case wrongLength(line: Int, bytes: Int)
    case duplicateVersion(line: Int, version: UInt32)
    case missingVersion(line: Int)

    /// - Parameter origin: where the text came from, as an operator would name it.
    func adminError(origin: String) -> AdminError {
        AdminError(.invalidRequest, "In \(origin): \(finding) \(remedy)")
    }

    private var finding: String {
        switch self {
        case .empty: "there is no key."
        case .tooLong: "there is more than \(VaultKey.maximumTextLength) bytes of text."
        case .badVersion(let line): "line \(line) has no whole number from 1 to \(UInt32.max) before its colon."
        case .badBase64(let line): "the key in line \(line) is not base64 with its padding."
        case .wrongLength(let line, let bytes): "the key in line \(line) has \(bytes) bytes, not \(VaultKey.length)."
        case .duplicateVersion(let line, let version): "line \(line) repeats version \(version)."
        case .missingVersion(let line): "line \(line) has no version, and there is more than one key."
        }
    }

    private var remedy: String {
        switch self {
        case .tooLong: "Drop the versions that nothing is sealed under any more, and long comments."
        case .duplicateVersion: "Give every key a version of its own; the highest one is current."
        case .empty, .badVersion, .badBase64, .wrongLength, .missingVersion:
            "Each line is <version>:<key>; `openssl rand -base64 32` makes a key."
        }
    }
}
