import Foundation

enum CAFile {
    /// - Throws: `Failure` where the file cannot be read: better said before a handshake fails for it.
    static func readable(_ path: String?) throws -> String? {
        guard let path else { return nil }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw Failure(.usage, "cannot read the CA file \(path).")
        }
        return path
    }
}
