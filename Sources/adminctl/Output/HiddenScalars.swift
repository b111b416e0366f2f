extension Unicode.Scalar {
    /// Shows nothing of itself, or changes how its neighbours are shown: control and format characters (the bidirectional
    /// ones, too), line and paragraph separators, and what is invisible by default (UAX #44, Default_Ignorable_Code_Point).
    var isHidden: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: properties.isDefaultIgnorableCodePoint
        }
    }
}

extension [Unicode.Scalar] {
    /// Whether the scalar there makes one emoji of its neighbours, which is all that it is let through for.
    func joinsEmoji(at index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = self[index - 1]
        switch self[index] {
        case "\u{FE0E}", "\u{FE0F}": return before.properties.isEmoji
        case "\u{200D}":
            let isAfterEmoji = before == "\u{FE0F}" || Self.isPicture(before)
            return isAfterEmoji && index + 1 < count && Self.isPicture(self[index + 1])
        default: return false
        }
    }

    /// Digits are emoji, too, by what Unicode says.
    private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isEmoji && scalar.value > 0xFF
    }
}
