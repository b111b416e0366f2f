import Foundation

/// A socket to the daemon that sends what a well-behaved client never would.
final class RawConnection {
    struct Refused: Error {}

    struct Reply {
        let status: Int
        /// The head and the body, as they came.
        let text: String
        var body: String { text.components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n") }
    }

    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        // A daemon that says nothing fails a test; it does not hang it.
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard descriptor >= 0, isConnected else {
            close(descriptor)
            throw Refused()
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more will be sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next reply, by its Content-Length; nil where the connection ends, or is reset, before its head is whole.
    func reply() -> Reply? {
        guard let end = headEnd() else { return nil }
        let head = String(decoding: buffer[..<end], as: UTF8.self)
        let lengthLine = head.lowercased().components(separatedBy: "\r\n").first { $0.hasPrefix("content-length:") }
        let length = lengthLine.flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
        while buffer.count < end + length { guard fill() else { break } }
        let whole = min(buffer.count, end + length)
        let text = String(decoding: buffer[..<whole], as: UTF8.self)
        buffer.removeFirst(whole)
        return Reply(status: Int(head.dropFirst(9).prefix(3)) ?? 0, text: text)
    }

    private func headEnd() -> Int? {
        while true {
            if buffer.count >= 4,
                let end = (0...buffer.count - 4).first(where: { buffer[$0..<$0 + 4].elementsEqual([13, 10, 13, 10]) })
            {
                return end + 4
            }
            guard fill() else { return nil }
        }
    }

    private func fill() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return false }
        buffer += bytes[..<count]
        return true
    }
}

extension Daemon {
    /// One connection, one request, one reply.
    func raw(_ text: String, thenFinish: Bool = false) throws -> RawConnection.Reply? {
        let connection = try RawConnection(port: port)
        connection.send(text)
        if thenFinish { connection.finish() }
        return connection.reply()
    }
}
