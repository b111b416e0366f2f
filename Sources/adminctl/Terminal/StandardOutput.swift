import Foundation

/// Where the data goes.
struct StandardOutput {
    /// The reader has gone: nothing is wrong, and nobody is left to tell.
    struct Closed: Error {}

    private let descriptor: Int32

    init(_ descriptor: Int32 = STDOUT_FILENO) {
        self.descriptor = descriptor
    }

    func write(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
            } else if errno == EPIPE {
                throw Closed()
            } else if errno != EINTR {
                throw Failure(.failed, "cannot write the output: \(String(cString: strerror(errno))).")
            }
        }
    }
}

/// Where the talk goes.
enum StandardError {
    /// Names of others are in much of what is said, and what somebody has put into them stays harmless.
    static func say(_ text: String) {
        print(SafeText.readable(text, keepingLines: true), terminator: text.hasSuffix("\n") ? "" : "\n")
    }

    static func print(_ text: String, terminator: String) {
        // Nothing can be said about a standard error that does not take text.
        try? FileHandle.standardError.write(contentsOf: Data((text + terminator).utf8))
    }
}
