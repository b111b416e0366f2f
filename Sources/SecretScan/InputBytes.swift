import Foundation

/// A descriptor, read through a buffer.
final class InputBytes {
    private let descriptor: Int32
    private let space = WorkingSpace(byteCount: 256 * 1024)
    private var start = 0
    private var end = 0
    private static let longestLine = 64 * 1_024
    /// A damaged repository, or one with a pipe in place of a file, may keep git waiting for ever.
    private static let longestSilenceMilliseconds: Int32 = 10 * 60 * 1_000

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The next line without its end; nil where nothing more comes.
    /// - Parameter mark: what ends a line.
    func line(endingIn mark: UInt8 = UInt8(ascii: "\n")) throws -> String? {
        var bytes: [UInt8] = []
        while true {
            if start == end, try !fill() { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
            let byte = space.bytes[start]
            start += 1
            if byte == mark { return String(decoding: bytes, as: UTF8.self) }
            guard bytes.count < Self.longestLine else { throw GitFailed(reason: "git wrote an endless line.") }
            bytes.append(byte)
        }
    }

    /// How many bytes were written; 0 where nothing more comes.
    func read(into target: UnsafeMutableRawBufferPointer, atMost most: Int) throws -> Int {
        if start == end, try !fill() { return 0 }
        let count = min(target.count, most, end - start)
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: space.bytes[start..<start + count]))
        start += count
        return count
    }

    private func fill() throws -> Bool {
        while true {
            try waitForInput()
            let count = Foundation.read(descriptor, space.bytes.baseAddress, space.bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw GitFailed(reason: "cannot read from git: \(String(cString: strerror(errno))).")
            }
            (start, end) = (0, count)
            return count > 0
        }
    }

    private func waitForInput() throws {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let count = poll(&request, 1, Self.longestSilenceMilliseconds)
            if count < 0, errno == EINTR { continue }
            guard count != 0 else { throw GitFailed(reason: "git has said nothing for ten minutes.") }
            return
        }
    }
}
