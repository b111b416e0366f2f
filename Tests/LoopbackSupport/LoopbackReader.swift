import Foundation

/// Reads requests from a connection: a head, and as much body as it announces.
struct LoopbackReader {
    let descriptor: Int32
    let connection: Int
    private var buffer: [UInt8] = []

    init(descriptor: Int32, connection: Int) {
        self.descriptor = descriptor
        self.connection = connection
    }

    /// Nil where the connection ends.
    mutating func next() -> LoopbackRequest? {
        guard let end = readHead() else { return nil }
        let lines = String(decoding: buffer[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        let headers = Dictionary(lines.dropFirst().compactMap(Self.field)) { $1 }
        let start = end + 4
        let length = headers["content-length"].flatMap(Int.init) ?? 0
        while buffer.count < start + length { guard fill() else { return nil } }
        let body = String(decoding: buffer[start..<start + length], as: UTF8.self)
        buffer.removeFirst(start + length)
        let words = lines[0].split(separator: " ").map(String.init)
        return LoopbackRequest(
            method: words[0], target: words[1], headers: headers, headerLines: Array(lines.dropFirst()), body: body,
            connection: connection)
    }

    private mutating func readHead() -> Int? {
        while true {
            if let end = headEnd() { return end }
            guard fill() else { return nil }
        }
    }

    private func headEnd() -> Int? {
        guard buffer.count >= 4 else { return nil }
        return (0...buffer.count - 4).first { buffer[$0..<$0 + 4].elementsEqual([13, 10, 13, 10]) }
    }

    private mutating func fill() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return false }
        buffer += bytes[..<count]
        return true
    }

    private static func field(_ line: String) -> (String, String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        return (line[..<colon].lowercased(), value)
    }
}
