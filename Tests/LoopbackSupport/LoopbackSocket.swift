import Foundation

/// A socket on 127.0.0.1. Bound and not listened on, it is a port where every connection is refused.
public struct LoopbackSocket {
    public struct Failed: Error {
        public init() {}
    }

    public let descriptor: Int32
    public let port: UInt16

    /// - Parameter port: 0 lets the system choose.
    public static func bound(port: UInt16 = 0) throws -> LoopbackSocket {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard descriptor >= 0, isBound else {
            close(descriptor)
            throw Failed()
        }
        return LoopbackSocket(descriptor: descriptor, port: UInt16(bigEndian: address.sin_port))
    }

    /// Runs `body` with the address of a server that is not there.
    @discardableResult
    public static func withDeadURL<Result>(_ body: (String) throws -> Result) throws -> Result {
        let socket = try bound()
        defer { close(socket.descriptor) }
        return try body("http://127.0.0.1:\(socket.port)")
    }

    static func send(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
