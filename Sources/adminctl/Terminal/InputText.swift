/// What editors, shells and spreadsheets put around a text.
enum InputText {
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// - Parameters:
    ///   - bytes: the beginning of a file, or all of it.
    ///   - name: the file's, for the message.
    /// - Throws: `Failure` of status usage for UTF-16, which PowerShell writes by itself.
    static func withoutMark(_ bytes: [UInt8], of name: String) throws -> [UInt8] {
        guard ![[0xFF, 0xFE], [0xFE, 0xFF]].contains(Array(bytes.prefix(2))) else {
            throw Failure(.usage, "\(name) is UTF-16 text. Save it as UTF-8.")
        }
        return withoutMark(bytes)
    }

    static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
    }

    /// Without the white space around it, line ends of any kind included, and without a mark.
    static func trimmed(_ text: String) -> String {
        let isAround = { (character: Character) in character.isWhitespace || character == "\u{FEFF}" }
        return String(text.drop(while: isAround).reversed().drop(while: isAround).reversed())
    }
}
