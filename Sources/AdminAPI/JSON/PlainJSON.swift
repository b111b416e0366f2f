import NIOCore
import Wire

/// Reads the JSON that gateways really send, where it lies: objects of strings without escapes, digits, `true`, `false` and
/// `null`. Whatever else there is makes it give up, and `StrictJSON` decides: what this reads, that reads too, and as the same.
struct PlainJSON {
    /// Why a reading ends early: not an error, as the text may be good all the same.
    struct GivesUp: Error {}

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// - Parameter bytes: must outlive the reading.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The one object that the whole text is.
    mutating func document(
        _ member: (inout PlainJSON, UnsafeRawBufferPointer) throws(GivesUp) -> Void
    ) throws(GivesUp) {
        try object(member)
        guard position == bytes.count else { throw GivesUp() }
    }

    /// Reads an object. `member` is given each name, in the order of the text, and has to read the value.
    mutating func object(
        _ member: (inout PlainJSON, UnsafeRawBufferPointer) throws(GivesUp) -> Void
    ) throws(GivesUp) {
        try expect(UInt8(ascii: "{"))
        if take(UInt8(ascii: "}")) { return }
        repeat {
            let name = try stringBytes().bytes
            try expect(UInt8(ascii: ":"))
            try member(&self, name)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    mutating func string() throws(GivesUp) -> String {
        let (bytes, isASCII) = try stringBytes()
        if isASCII { return String(decoding: bytes, as: UTF8.self) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw GivesUp() }
        return text
    }

    /// Reads `null`, if that is what comes.
    mutating func takesNull() -> Bool { take("null") }

    /// `null` reads as nothing.
    mutating func optionalString() throws(GivesUp) -> String? { take("null") ? nil : try string() }

    mutating func optionalBool() throws(GivesUp) -> Bool? {
        if take("true") { return true }
        if take("false") { return false }
        guard take("null") else { throw GivesUp() }
        return nil
    }

    /// Digits alone, at most 18 of them: no sign, no point, no exponent.
    mutating func optionalInteger() throws(GivesUp) -> Int64? {
        if take("null") { return nil }
        let start = position
        var value: Int64 = 0
        while position < bytes.count, (0x30...0x39).contains(bytes[position]), position - start < 18 {
            value = value * 10 + Int64(bytes[position] - 0x30)
            position += 1
        }
        guard position > start, bytes[start] != 0x30 || position == start + 1, endsHere else { throw GivesUp() }
        takeBlanks()
        return value
    }

    /// Whether nothing follows that would belong to the same number or word.
    private var endsHere: Bool {
        guard position < bytes.count else { return true }
        switch bytes[position] {
        case UInt8(ascii: ","), UInt8(ascii: "}"), 0x20, 0x09, 0x0A, 0x0D: return true
        default: return false
        }
    }

    /// A list of nothing but strings.
    mutating func optionalList() throws(GivesUp) -> [String]? {
        if take("null") { return nil }
        try expect(UInt8(ascii: "["))
        var elements: [String] = []
        if take(UInt8(ascii: "]")) { return elements }
        repeat { elements.append(try string()) } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
        return elements
    }

    /// An object whose values are all strings; one without a name twice.
    mutating func optionalStrings() throws(GivesUp) -> [String: String]? {
        if take("null") { return nil }
        var entries: [String: String] = [:]
        try object { json, name throws(GivesUp) in
            guard let name = String(validating: name, as: UTF8.self),
                entries.updateValue(try json.string(), forKey: name) == nil
            else { throw GivesUp() }
        }
        return entries
    }

    /// A word of JSON's own, and the blanks on both sides of it.
    private mutating func take(_ word: StaticString) -> Bool {
        takeBlanks()
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count, bytes[position] == word.utf8Start[0],
            bytes[position..<(position + count)].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: count))
        else { return false }
        position += count
        takeBlanks()
        return true
    }

    private mutating func stringBytes() throws(GivesUp) -> (bytes: UnsafeRawBufferPointer, isASCII: Bool) {
        takeBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw GivesUp() }
        let start = position + 1
        var all: UInt8 = 0
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") {
                position = end + 1
                takeBlanks()
                return (UnsafeRawBufferPointer(rebasing: bytes[start..<end]), all < 0x80)
            }
            guard byte >= 0x20, byte != UInt8(ascii: "\\") else { throw GivesUp() }
            all |= byte
            end += 1
        }
        throw GivesUp()
    }

    private mutating func expect(_ byte: UInt8) throws(GivesUp) {
        guard take(byte) else { throw GivesUp() }
    }

    /// The byte, and the blanks on both sides of it.
    private mutating func take(_ byte: UInt8) -> Bool {
        takeBlanks()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        takeBlanks()
        return true
    }

    private mutating func takeBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }
}

/// A body that can be read the quick way.
protocol PlainBody: StrictBody {
    /// Reads the body as `StrictJSON` would, in a fifth of the time.
    ///
    /// - Returns: `nil` for a body that only `StrictJSON` can judge.
    init?(plain buffer: ByteBuffer)
}
