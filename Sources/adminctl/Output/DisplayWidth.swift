/// How many columns of a terminal a text takes.
enum DisplayWidth {
    static func of(_ text: some StringProtocol) -> Int {
        // Plain letters are as wide as they are many.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// The text, or as much of its beginning and its end as fits with an ellipsis between them.
    static func shortened(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        let room = max(0, width - 1)
        let end = prefix(of: text.reversed(), room / 2)
        return String(prefix(of: text, room - room / 2)) + "…" + String(end.reversed())
    }

    private static func prefix(of text: some Sequence<Character>, _ width: Int) -> [Character] {
        var used = 0
        return Array(
            text.prefix { character in
                used += columns(of: character)
                return used <= width
            })
    }

    private static func columns(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        let isEmoji = scalar.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}")
        return isEmoji || wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// The blocks of Unicode's EastAsianWidth.txt whose letters are `W` or `F`.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x20000...0x3FFFD,
    ]
}
