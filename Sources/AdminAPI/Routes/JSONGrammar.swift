import Foundation

/// RFC 8259 to the letter: one value, no comma too many, no name twice in an object. Two readers of such a text see the
/// same in it, so that a proxy's rule and this server cannot be played against each other.
struct JSONGrammar {
    /// Deeper than anything that is served; what is nested deeper would cost stack.
    private static let maximumDepth = 32
    /// What a `Decimal` holds; it cuts off the rest in silence (RFC 8259 §9 leaves the precision to the reader).
    static let maximumDigits = 38

    /// What keeps a text from being read.
    enum Fault: Error, Hashable {
        case syntax
        /// A number of more than 38 digits.
        case digits
        /// An object that has the name twice.
        case repeated(String)
    }

    private let bytes: [UInt8]
    private let mayRepeatRows: Bool
    private var position = 0
    private var fault = Fault.syntax
    /// Names of the outermost object that it has twice, with different values.
    private var contested: Set<String> = []

    static func check(_ data: Data) throws(Fault) { _ = try contested(in: data, mayRepeatRows: false) }

    /// The same of a list of rows by their names, which others maintain: one that stands there twice in the same words is one.
    ///
    /// - Returns: the names that stand there twice in different words.
    static func contestedRows(in data: Data) throws(Fault) -> Set<String> {
        try contested(in: data, mayRepeatRows: true)
    }

    private static func contested(in data: Data, mayRepeatRows: Bool) throws(Fault) -> Set<String> {
        var grammar = JSONGrammar(bytes: Array(data), mayRepeatRows: mayRepeatRows)
        guard String(validating: grammar.bytes, as: UTF8.self) != nil else { throw .syntax }
        guard grammar.takeValue(depth: 0) else { throw grammar.fault }
        guard grammar.position == grammar.bytes.count else { throw .syntax }
        return grammar.contested
    }

    private init(bytes: [UInt8], mayRepeatRows: Bool) {
        self.bytes = bytes
        self.mayRepeatRows = mayRepeatRows
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
        if depth == 0, mayRepeatRows { return takeRows() }
        var names: Set<String> = []
        repeat {
            guard let name = takeName() else { return false }
            guard names.insert(name).inserted else { return fail(.repeated(name)) }
            guard takeValue(depth: depth + 1) else { return false }
        } while take(",")
        return take("}")
    }

    private mutating func takeRows() -> Bool {
        var rows: [String: Range<Int>] = [:]
        repeat {
            guard let name = takeName() else { return false }
            let start = position
            guard takeValue(depth: 1) else { return false }
            let row = start..<position
            guard let other = rows.updateValue(row, forKey: name) else { continue }
            if Self.words(bytes[other]) != Self.words(bytes[row]) { contested.insert(name) }
        } while take(",")
        return take("}")
    }

    /// Without the blanks around it.
    private static func words(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
        let end = value.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? value.startIndex
        return value[..<end].drop(while: isBlank)
    }

    /// With the colon after it.
    private mutating func takeName() -> String? {
        takeBlanks()
        guard let name = takeString() else { return nil }
        takeBlanks()
        return take(":") ? name : nil
    }

    private mutating func fail(_ fault: Fault) -> Bool {
        self.fault = fault
        return false
    }

    /// A number's digits (§6): no leading zero, no bare point.
    private mutating func takeNumber() -> Bool {
        _ = take("-")
        let start = position
        if !take("0") { guard takeDigits() else { return false } }
        if take(".") { guard takeDigits() else { return false } }
        guard position - start <= Self.maximumDigits else { return fail(.digits) }
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
