import Foundation

/// Frames of HTTP/2 (RFC 9113 §4), written and read by hand: what a client library would never send can be sent.
enum HTTP2Frames {
    struct Frame: Equatable {
        let type: UInt8
        let stream: UInt32
        let payload: [UInt8]
    }

    enum Kind {
        static let data: UInt8 = 0
        static let headers: UInt8 = 1
        static let reset: UInt8 = 3
        static let settings: UInt8 = 4
        static let goAway: UInt8 = 7
        static let continuation: UInt8 = 9
    }

    /// The client's preface, and settings that ask for nothing.
    static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + frame(Kind.settings, 0, 0, [])

    static func frame(_ type: UInt8, _ flags: UInt8, _ stream: UInt32, _ payload: [UInt8]) -> [UInt8] {
        let length = Array(bytes(UInt32(payload.count))[1...])
        return length + [type, flags] + bytes(stream) + payload
    }

    /// - Parameter isLast: whether no body follows.
    static func request(
        _ stream: UInt32, _ method: String, _ path: String, _ fields: [(String, String)] = [], isLast: Bool = true
    ) -> [UInt8] {
        let all = [(":method", method), (":scheme", "https"), (":authority", "a"), (":path", path)] + fields
        return frame(Kind.headers, isLast ? 0x05 : 0x04, stream, all.flatMap { field($0.0, $0.1) })
    }

    /// A literal field without indexing and without Huffman's code (RFC 7541 §6.2.2).
    static func field(_ name: String, _ value: String) -> [UInt8] {
        [0] + length(name.utf8.count) + Array(name.utf8) + length(value.utf8.count) + Array(value.utf8)
    }

    static func reset(_ stream: UInt32) -> [UInt8] { frame(Kind.reset, 0, stream, bytes(8)) }

    /// All whole frames.
    static func parse(_ data: Data) -> [Frame] {
        var rest = Array(data)[...]
        var frames: [Frame] = []
        while rest.count >= 9 {
            let head = Array(rest.prefix(9))
            let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
            guard rest.count >= 9 + length else { break }
            let stream = head[5...8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
            frames.append(Frame(type: head[3], stream: stream, payload: Array(rest.dropFirst(9).prefix(length))))
            rest = rest.dropFirst(9 + length)
        }
        return frames
    }

    private static func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) } }

    /// An integer with a prefix of seven bits (RFC 7541 §5.1).
    private static func length(_ count: Int) -> [UInt8] {
        guard count >= 127 else { return [UInt8(count)] }
        var (rest, bytes): (Int, [UInt8]) = (count - 127, [127])
        while rest >= 128 {
            bytes.append(UInt8(rest % 128 + 128))
            rest /= 128
        }
        return bytes + [UInt8(rest)]
    }
}
