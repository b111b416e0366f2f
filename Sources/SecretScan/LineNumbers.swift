import Foundation

/// Turns offsets into lines and columns, in one reading of the file. Only files with findings are read again.
enum LineNumbers {
    /// - Parameter found: in ascending order.
    static func findings(_ found: [(offset: Int, secret: FoundSecret)], _ path: String) -> [Finding] {
        var counter = Counter(path)
        defer { counter.close() }
        return found.map { item in
            let (line, column) = counter.place(of: item.offset)
            return Finding(secret: item.secret, place: .file(path: path, line: line, column: column))
        }
    }

    private struct Counter {
        private let descriptor: Int32
        private var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        private var offset = 0
        private var line = 1
        private var lineStart = 0

        init(_ path: String) {
            descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        }

        func close() {
            if descriptor >= 0 { Foundation.close(descriptor) }
        }

        mutating func place(of target: Int) -> (line: Int, column: Int) {
            while offset < target {
                let count = pread(descriptor, &buffer, min(buffer.count, target - offset), off_t(offset))
                guard count > 0 else { break }
                for index in 0..<count where buffer[index] == UInt8(ascii: "\n") {
                    line += 1
                    lineStart = offset + index + 1
                }
                offset += count
            }
            return (line, target - lineStart + 1)
        }
    }
}
