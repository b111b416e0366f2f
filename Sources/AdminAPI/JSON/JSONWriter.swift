import Domain
import NIOCore
import Wire

/// What writes itself as `JSONReply.encode` would write it: names in order, slashes as they are. `JSONReply.make` asks each
/// body whether it can.
protocol JSONWritable {
    func write(to json: inout JSONWriter)
}

extension JSONWritable {
    /// - Parameter capacity: in bytes; about what it will take.
    func json(capacity: Int) -> ByteBuffer {
        var buffer = ByteBuffer()
        var needed = capacity
        while buffer.readableBytes == 0 {
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: needed) { memory in
                var writer = JSONWriter(memory)
                write(to: &writer)
                needed = writer.count
                return needed <= memory.count ? needed : 0
            }
        }
        return buffer
    }

    /// - Parameter capacity: in bytes; about what it will take.
    func jsonText(capacity: Int) -> String {
        var (text, needed) = ("", capacity)
        while text.isEmpty {
            text = String(unsafeUninitializedCapacity: needed) { memory in
                var writer = JSONWriter(UnsafeMutableRawBufferPointer(memory))
                write(to: &writer)
                needed = writer.count
                return needed <= memory.count ? needed : 0
            }
        }
        return text
    }
}

/// Writes JSON piece by piece. That names are added in the order of their bytes is for the caller to see to.
struct JSONWriter {
    private let memory: UnsafeMutableRawBufferPointer
    /// How many bytes the JSON takes, be it more than there is room for: it has to be written again then.
    private(set) var count = 0
    /// Whether something stands before the next member or element.
    private var needsComma = false

    fileprivate init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

    mutating func object(_ members: (inout JSONWriter) -> Void) {
        append(UInt8(ascii: "{"))
        needsComma = false
        members(&self)
        needsComma = true
        append(UInt8(ascii: "}"))
    }

    mutating func list<Element: JSONWritable>(
        _ elements: some Sequence<Element>, where isIncluded: (Element) -> Bool = { _ in true }
    ) {
        append(UInt8(ascii: "["))
        needsComma = false
        for element in elements where isIncluded(element) {
            separate()
            element.write(to: &self)
            needsComma = true
        }
        needsComma = true
        append(UInt8(ascii: "]"))
    }

    /// Adds a member; nothing for `nil`.
    mutating func add(_ name: StaticString, _ value: (some JSONWritable)?) {
        guard let value else { return }
        begin(name)
        value.write(to: &self)
        needsComma = true
    }

    /// Adds a member that is null where there is no value.
    mutating func addOrNull(_ name: StaticString, _ value: (some JSONWritable)?) {
        begin(name)
        if let value { value.write(to: &self) } else { raw("null") }
        needsComma = true
    }

    /// Adds a member that lists some of the elements.
    mutating func list<Element: JSONWritable>(
        _ name: StaticString, _ elements: some Sequence<Element>, where isIncluded: (Element) -> Bool
    ) {
        begin(name)
        list(elements, where: isIncluded)
    }

    /// For names that are not known beforehand.
    mutating func add(_ name: String, _ value: some JSONWritable) {
        separate()
        text(name)
        append(UInt8(ascii: ":"))
        value.write(to: &self)
        needsComma = true
    }

    /// A number, or a word of JSON's own.
    mutating func raw(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// RFC 8259 §7: what must be escaped is, with the short forms where there are some.
    mutating func text(_ text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            if bytes.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
                for byte in bytes { writeEscaped(byte) }
            } else {
                append(bytes)
            }
        }
        append(UInt8(ascii: "\""))
    }

    /// A text of so many bytes, none of which needs escaping.
    mutating func plainText(length: Int, _ write: (UnsafeMutableRawBufferPointer) -> Void) {
        append(UInt8(ascii: "\""))
        if length <= memory.count - count {
            write(UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + length]))
        }
        count += length
        append(UInt8(ascii: "\""))
    }

    private mutating func begin(_ name: StaticString) {
        literal(needsComma ? ",\"" : "\"")
        literal(name)
        literal("\":")
        needsComma = false
    }

    private mutating func literal(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(_ byte: UInt8) {
        if count < memory.count { memory[count] = byte }
        count += 1
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.count <= memory.count - count {
            UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyBytes(from: bytes)
        }
        count += bytes.count
    }

    private mutating func separate() {
        if needsComma { append(UInt8(ascii: ",")) }
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
            append(UInt8(ascii: "0") + byte >> 4)
            append(byte & 15 + (byte & 15 < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
        default: append(byte)
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

extension Identifier: JSONWritable {
    func write(to json: inout JSONWriter) { json.plainText(length: Self.textLength) { write(to: $0) } }
}

extension Instant: JSONWritable {
    func write(to json: inout JSONWriter) { json.plainText(length: Self.rfc3339Length) { writeRFC3339(to: $0) } }
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
