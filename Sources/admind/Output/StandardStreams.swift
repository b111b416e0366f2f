import Domain
import Foundation

/// Standard input, output and error as they are found: closed, full, or a pipe that nobody reads.
enum StandardStreams {
    /// To be called before anything is opened. Whoever reads no more is learned from an error, not from a signal; and the
    /// places of streams that are closed are taken, or the database would be opened there, and written to by whoever prints.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        // Nor does a file that may grow no more end the daemon: a write that fails is answered.
        signal(SIGXFSZ, SIG_IGN)
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            // Everywhere there; it can be neither read nor written, as if it were closed.
            _ = open("/", O_RDONLY)
        }
    }

    /// Writes all of it, and waits for whoever reads.
    ///
    /// - Returns: the `errno` of what went wrong; `nil` where nothing did.
    static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Int32? {
        bytes.withContiguousStorageIfAvailable { write(UnsafeRawBufferPointer($0), to: descriptor) }
            ?? Array(bytes).withUnsafeBytes { write($0, to: descriptor) }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        var rest = bytes
        while !rest.isEmpty {
            let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if count > 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            } else if count < 0, errno == EAGAIN {
                // Somebody who shares the stream has made it non-blocking.
                _ = waitUntilWritable(descriptor, milliseconds: -1)
            } else if count == 0 || errno != EINTR {
                return count == 0 ? EIO : errno
            }
        }
        return nil
    }

    private static func waitUntilWritable(_ descriptor: Int32, milliseconds: Int32) -> Bool {
        var stream = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&stream, 1, milliseconds) > 0
    }

    /// Prints a line on standard output.
    static func print(_ line: String) throws(AdminError) { try write("\(line)\n") }

    static func write(_ text: String) throws(AdminError) {
        guard let error = write(text.utf8, to: STDOUT_FILENO) else { return }
        throw unwritable(String(cString: strerror(error)))
    }

    /// For what can be shown only once: whether there is an output at all.
    static func requireOpen() throws(AdminError) {
        let flags = fcntl(STDOUT_FILENO, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_RDONLY else { throw unwritable("it is closed") }
    }

    private static func unwritable(_ reason: String) -> AdminError {
        AdminError(.internalError, "Standard output cannot be written to: \(reason).")
    }

    /// A last word on standard error, where somebody reads it soon.
    static func say(_ text: String) {
        guard waitUntilWritable(STDERR_FILENO, milliseconds: 2000) else { return }
        _ = write(text.utf8, to: STDERR_FILENO)
    }
}
