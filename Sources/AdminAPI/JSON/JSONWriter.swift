import NIOCore
import Wire

/// What writes itself as `JSONReply.encode` would write it: names in order, slashes as they are.
protocol JSONWritable {
    func write(to json: inout JSONWriter)
}

extension JSONWritable {
    /// - Parameter capacity: in bytes; about what it will take.
    func json(capacity: Int) -> ByteBuffer {
        var writer = JSONWriter(capacity: capacity)
        write(to: &writer)
        return writer.buffer
    }
}

/// Writes JSON piece by piece. That names are added in the order of their bytes is for the caller to see to.
struct JSONWriter {
    fileprivate(set) var buffer: ByteBuffer
    /// Whether something stands before the next member or element.
    private var needsComma = false

    init(capacity: Int) {
        buffer = ByteBufferAllocator().buffer(capacity: capacity)
    }

    mutating func object(_ members: (inout JSONWriter) -> Void) {
        buffer.writeInteger(UInt8(ascii: "{"))
        needsComma = false
        members(&self)
        needsComma = true
        buffer.writeInteger(UInt8(ascii: "}"))
    }

    mutating func list<Element: JSONWritable>(_ elements: some Sequence<Element>) {
        buffer.writeInteger(UInt8(ascii: "["))
        needsComma = false
        for element in elements {
            separate()
            element.write(to: &self)
            needsComma = true
        }
        needsComma = true
        buffer.writeInteger(UInt8(ascii: "]"))
    }

    /// Adds a member; nothing for `nil`.
    mutating func add(_ name: StaticString, _ value: (some JSONWritable)?) {
        guard let value else { return }
        buffer.writeStaticString(needsComma ? ",\"" : "\"")
        buffer.writeStaticString(name)
        buffer.writeStaticString("\":")
        needsComma = false
        value.write(to: &self)
        needsComma = true
    }

    /// For names that are not known beforehand.
    mutating func add(_ name: String, _ value: some JSONWritable) {
        separate()
        text(name)
        buffer.writeInteger(UInt8(ascii: ":"))
        value.write(to: &self)
        needsComma = true
    }

    /// A number, or a word of JSON's own.
    mutating func raw(_ text: String) { buffer.writeString(text) }

    /// RFC 8259 §7: what must be escaped is, with the short forms where there are some.
    mutating func text(_ text: String) {
        buffer.writeInteger(UInt8(ascii: "\""))
        if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for byte in text.utf8 { writeEscaped(byte) }
        } else {
            buffer.writeString(text)
        }
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    private mutating func separate() {
        if needsComma { buffer.writeInteger(UInt8(ascii: ",")) }
    }

    private mutating func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
        case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
        case 0x08: buffer.writeStaticString("\\b")
        case 0x09: buffer.writeStaticString("\\t")
        case 0x0A: buffer.writeStaticString("\\n")
        case 0x0C: buffer.writeStaticString("\\f")
        case 0x0D: buffer.writeStaticString("\\r")
        case 0..<0x20:
            buffer.writeStaticString("\\u00")
            buffer.writeInteger(UInt8(ascii: "0") + byte >> 4)
            buffer.writeInteger(Array("0123456789abcdef".utf8)[Int(byte & 15)])
        default: buffer.writeInteger(byte)
        }
    }
}

extension String: JSONWritable {
    func write(to json: inout JSONWriter) { json.text(self) }
}

extension Bool: JSONWritable {
    func write(to json: inout JSONWriter) { json.raw(self ? "true" : "false") }
}

extension Int64: JSONWritable {
    func write(to json: inout JSONWriter) { json.raw(String(self)) }
}

extension DollarsBody: JSONWritable {
    func write(to json: inout JSONWriter) { json.raw(text) }
}

extension Nullable: JSONWritable where Value: JSONWritable {
    func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.raw("null")
        case .value(let value): value.write(to: &json)
        }
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    func write(to json: inout JSONWriter) { json.list(self) }
}

extension Dictionary: JSONWritable where Key == String, Value: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            // By bytes: a string's own order knows of equivalent characters.
            for entry in sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                json.add(entry.key, entry.value)
            }
        }
    }
}
