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
        return ByteBuffer(bytes: writer.bytes)
    }
}

/// Writes JSON piece by piece. That names are added in the order of their bytes is for the caller to see to.
struct JSONWriter {
    /// An array and no `ByteBuffer`, to which so many small pieces cost several times as much.
    fileprivate private(set) var bytes: [UInt8] = []
    /// Whether something stands before the next member or element.
    private var needsComma = false

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func object(_ members: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        members(&self)
        needsComma = true
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func list<Element: JSONWritable>(_ elements: some Sequence<Element>) {
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for element in elements {
            separate()
            element.write(to: &self)
            needsComma = true
        }
        needsComma = true
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds a member; nothing for `nil`.
    mutating func add(_ name: StaticString, _ value: (some JSONWritable)?) {
        guard let value else { return }
        literal(needsComma ? ",\"" : "\"")
        literal(name)
        literal("\":")
        needsComma = false
        value.write(to: &self)
        needsComma = true
    }

    /// For names that are not known beforehand.
    mutating func add(_ name: String, _ value: some JSONWritable) {
        separate()
        text(name)
        bytes.append(UInt8(ascii: ":"))
        value.write(to: &self)
        needsComma = true
    }

    /// A number, or a word of JSON's own.
    mutating func raw(_ text: String) { append(text) }

    /// RFC 8259 §7: what must be escaped is, with the short forms where there are some.
    mutating func text(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        append(text)
        var mustEscape = false
        for byte in bytes[start...] {
            mustEscape = mustEscape || byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        }
        if mustEscape {
            bytes.removeSubrange(start...)
            for byte in text.utf8 { writeEscaped(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func literal(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(_ text: String) {
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { bytes.append(contentsOf: $0) }
        if isDone == nil { bytes.append(contentsOf: text.utf8) }
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): literal("\\\"")
        case UInt8(ascii: "\\"): literal("\\\\")
        case 0x08: literal("\\b")
        case 0x09: literal("\\t")
        case 0x0A: literal("\\n")
        case 0x0C: literal("\\f")
        case 0x0D: literal("\\r")
        case 0..<0x20:
            literal("\\u00")
            bytes.append(UInt8(ascii: "0") + byte >> 4)
            bytes.append(Array("0123456789abcdef".utf8)[Int(byte & 15)])
        default: bytes.append(byte)
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
