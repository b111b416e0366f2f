import Foundation

/// A short text from a pipe.
enum PipedInput {
    private static let maxBytes = 64 * 1024

    /// All of standard input, without the white space around it.
    static func read() throws -> String {
        let data = try? FileHandle.standardInput.read(upToCount: maxBytes + 1)
        guard (data?.count ?? 0) <= maxBytes else {
            throw Failure(.usage, "standard input holds more than one secret.")
        }
        let bytes = try InputText.withoutMark([UInt8](data ?? Data()), of: "standard input")
        return InputText.trimmed(String(decoding: bytes, as: UTF8.self))
    }
}
