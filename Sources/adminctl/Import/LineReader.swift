import Foundation

/// Lines of a file, of which no more than the one at hand is held.
final class LineReader {
    private static let chunkBytes = 256 * 1_024
    private static let longestLine = 1 << 20

    private let file: FileHandle
    private let name: String
    private var buffer: [UInt8]
    private var start = 0
    private var isAtEnd = false
    /// Of the last line, counted from 1.
    private(set) var number = 0
    private(set) var readBytes = 0

    /// - Parameter beginning: what was read of the file already.
    init(_ file: FileHandle, name: String, beginning: [UInt8]) {
        self.file = file
        self.name = name
        buffer = beginning
    }

    /// The next line that holds something; nil at the end.
    func next() throws -> [UInt8]? {
        while let line = try nextLine() {
            number += 1
            if line.contains(where: { !" \t\r".utf8.contains($0) }) { return line }
        }
        return nil
    }

    private func nextLine() throws -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                readBytes += end + 1 - start
                return Array(buffer[start..<end])
            }
            if isAtEnd {
                defer { start = buffer.count }
                readBytes += buffer.count - start
                return start == buffer.count ? nil : Array(buffer[start...])
            }
            searched = buffer.count - start
            buffer.removeFirst(start)
            start = 0
            guard buffer.count <= Self.longestLine else {
                throw Failure(.usage, "line \(number + 1) of \(name) is longer than a row can be.")
            }
            let more = try UsageRows.read(file, upTo: Self.chunkBytes, of: name)
            isAtEnd = more.isEmpty
            buffer += more
        }
    }
}
