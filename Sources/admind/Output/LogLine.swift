import AdminAPI
import Domain

/// One line of the log: a JSON object (RFC 8259), all of whose values are texts.
struct LogLine {
    private(set) var bytes: [UInt8] = []

    init(at instant: Instant, level: String, logger: String, message: String) {
        bytes.reserveCapacity(256)
        bytes += "{\"time\":\"".utf8
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: Instant.rfc3339Length))
        bytes.withUnsafeMutableBytes { all in
            instant.writeRFC3339(to: UnsafeMutableRawBufferPointer(rebasing: all[start...]))
        }
        bytes += "\",\"level\":\"".utf8
        bytes += level.utf8
        bytes += "\",\"logger\":".utf8
        append(logger)
        bytes += ",\"message\":".utf8
        append(message)
    }

    mutating func add(_ name: String, _ value: String) {
        bytes.append(UInt8(ascii: ","))
        append(name)
        bytes.append(UInt8(ascii: ":"))
        append(value)
    }

    mutating func end() { bytes += "}\n".utf8 }

    /// RFC 8259 §7; and DEL, which terminals heed.
    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case 0x00...0x1F, 0x7F:
                bytes += "\\u00".utf8
                bytes.append(Self.digit(byte >> 4))
                bytes.append(Self.digit(byte & 0x0F))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension LogLine {
    init(_ request: RequestLine, at instant: Instant) {
        self.init(at: instant, level: "info", logger: "admind", message: "request")
        for (name, value) in request.fields { add(name, value) }
        end()
    }
}
