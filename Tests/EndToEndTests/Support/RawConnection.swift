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

    /// Whether the daemon has ended the connection, as far as has been read.
    private(set) var isEnded = false

    /// - Parameter source: which of the loopback addresses it comes from.
    init(port: UInt16, from source: String = "127.0.0.1") throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var own = Self.address(source, 0)
        var address = Self.address("127.0.0.1", port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard Self.generic(&own, { bind(descriptor, $0, size) }),
            Self.generic(&address, { connect(descriptor, $0, size) })
        else {
            close(descriptor)
            throw Refused()
        }
        beImpatient()
    }

    /// Connects to a Unix socket.
    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        guard Self.generic(&address, { connect(descriptor, $0, size) }) else {
            close(descriptor)
            throw Refused()
        }
        beImpatient()
    }

    /// A daemon that says nothing fails a test; it does not hang it.
    private func beImpatient() {
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    private static func address(_ text: String, _ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr(text)
        return address
    }

    private static func generic<Address>(
        _ address: inout Address, _ call: (UnsafePointer<sockaddr>) -> Int32
    ) -> Bool {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0) == 0 }
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

    /// Sends a byte now and then, until something comes back or the connection ends.
    func dribble(_ byte: Character) {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        for _ in 0..<600 where poll(&watched, 1, 50) == 0 { send(String(byte)) }
    }

    /// Waits for the daemon to end the connection, and throws away what it says until then.
    func waitForEnd() -> Bool {
        while fill() {}
        return isEnded
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
        guard count > 0 else {
            isEnded = count == 0 || errno == ECONNRESET
            return false
        }
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
