import Foundation

/// RFC 8259 to the letter: one value, no comma too many, no name twice in an object. Two readers of such a text see the
/// same in it, so that a proxy's rule and this server cannot be played against each other.
struct JSONGrammar {
    /// Deeper than anything that is served; what is nested deeper would cost stack.
    private static let maximumDepth = 32
    /// What a `Decimal` holds; it cuts off the rest in silence (RFC 8259 §9 leaves the precision to the reader).
    static let maximumDigits = 38

    private let bytes: [UInt8]
    private var position = 0

    static func isMet(by data: Data) -> Bool {
        var grammar = JSONGrammar(bytes: Array(data))
        return String(validating: grammar.bytes, as: UTF8.self) != nil && grammar.takeValue(depth: 0)
            && grammar.position == grammar.bytes.count
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func takeBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func takeValue(depth: Int) -> Bool {
        takeBlanks()
        defer { takeBlanks() }
        switch next {
        case UInt8(ascii: "{"): return depth < Self.maximumDepth && takeObject(depth)
        case UInt8(ascii: "["): return depth < Self.maximumDepth && takeArray(depth)
        case UInt8(ascii: "\""): return takeString() != nil
        case UInt8(ascii: "t"): return takeWord("true")
        case UInt8(ascii: "f"): return takeWord("false")
        case UInt8(ascii: "n"): return takeWord("null")
        default: return takeNumber()
        }
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func takeArray(_ depth: Int) -> Bool {
        position += 1
        takeBlanks()
        if take("]") { return true }
        repeat {
            guard takeValue(depth: depth + 1) else { return false }
        } while take(",")
        return take("]")
    }

    private mutating func takeObject(_ depth: Int) -> Bool {
        position += 1
        takeBlanks()
        if take("}") { return true }
        var names: Set<String> = []
        repeat {
            takeBlanks()
            guard let name = takeString(), names.insert(name).inserted else { return false }
            takeBlanks()
            guard take(":"), takeValue(depth: depth + 1) else { return false }
        } while take(",")
        return take("}")
    }

    /// A number's digits (§6): no leading zero, no bare point.
    private mutating func takeNumber() -> Bool {
        _ = take("-")
        let start = position
        if !take("0") { guard takeDigits() else { return false } }
        if take(".") { guard takeDigits() else { return false } }
        guard position - start <= Self.maximumDigits else { return false }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            guard takeDigits() else { return false }
        }
        return true
    }

    private mutating func takeDigits() -> Bool {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        return position > start
    }

    /// - Returns: the text with its escapes as they are spelled out, so that `\u0061` and `a` are one name.
    private mutating func takeString() -> String? {
        guard take("\"") else { return nil }
        let start = position
        var isEscaped = false
        while let byte = next, byte >= 0x20 {
            position += 1
            if byte == UInt8(ascii: "\"") {
                let raw = bytes[start..<(position - 1)]
                return isEscaped ? Self.unescaped(raw) : String(decoding: raw, as: UTF8.self)
            }
            guard byte == UInt8(ascii: "\\") else { continue }
            isEscaped = true
            position += 1
        }
        return nil
    }

    private static func unescaped(_ raw: ArraySlice<UInt8>) -> String? {
        let quote = [UInt8(ascii: "\"")]
        return try? JSONDecoder().decode(String.self, from: Data(quote + raw + quote))
    }
}
