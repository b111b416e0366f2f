/// Characters that do not show, in places where nothing needs them. Two names that differ in one look the same.
///
/// Some of them are a part of how people write, and are let through where they are: joiners within words of the scripts
/// that join letters (RFC 5892 appendix A.1 and A.2, less the tables of joining types) and in emoji, selectors of a
/// variant after what has variants, the tags of a flag.
enum HiddenCharacters {
    static func first(in text: String) -> Unicode.Scalar? {
        guard text.unicodeScalars.contains(where: isHidden) else { return nil }
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() where isHidden(scalar) && !isAtHome(index, in: scalars) {
            return scalar
        }
        return nil
    }

    /// What renderers leave out (UAX #44, Default_Ignorable_Code_Point), interlinear marks, and what is no character.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0xAD { return false }
        return scalar.properties.isDefaultIgnorableCodePoint || (0xFFF9...0xFFFB).contains(scalar.value)
            || scalar.properties.isNoncharacterCodePoint
    }

    private static func isAtHome(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0 else { return false }
        let before = scalars[index - 1]
        let after = index + 1 < scalars.count ? scalars[index + 1] : nil
        switch scalars[index].value {
        case 0x200C: return after.map { joinsLetters(before, $0) } ?? false
        case 0x200D: return after.map { joinsLetters(before, $0) || joinsEmoji(before, $0) } ?? false
        case 0xFE00...0xFE0F:
            return before.properties.isEmoji || (!before.isASCII && !before.isBlank && !isHidden(before))
        case 0xE0100...0xE01EF: return before.properties.isIdeographic
        case 0x180B...0x180F: return (0x1820...0x18AA).contains(before.value)
        case 0xE0020...0xE007F: return isOfFlag(index, in: scalars)
        default: return false
        }
    }

    private static func joinsLetters(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
        let isAfterVirama = before.properties.canonicalCombiningClass == .virama
        return isOfJoiningScript(after) && (isAfterVirama || isOfJoiningScript(before))
    }

    private static func isOfJoiningScript(_ scalar: Unicode.Scalar) -> Bool {
        guard joiningBlocks.contains(where: { $0.contains(scalar.value) }) else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: return true
        default: return scalar.properties.isAlphabetic
        }
    }

    /// Arabic to Arabic Extended-A, the scripts of India, Myanmar, Khmer, Mongolian, Tai Tham, Balinese to Lepcha, Phags-pa,
    /// Javanese, the Arabic presentation forms, Adlam.
    private static let joiningBlocks: [ClosedRange<UInt32>] = [
        0x600...0x8FF, 0x900...0xDFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1800...0x18AF, 0x1A20...0x1AAF,
        0x1B00...0x1C4F, 0xA840...0xA87F, 0xA980...0xA9DF, 0xFB50...0xFDFF, 0xFE70...0xFEFC, 0x1E900...0x1E95F,
    ]

    private static func joinsEmoji(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
        let isEmoji = { (scalar: Unicode.Scalar) in scalar.properties.isEmoji && !scalar.isASCII }
        return (isEmoji(before) || before.value == 0xFE0F) && isEmoji(after)
    }

    /// A flag of a region is a black flag, tags that spell the region, and the tag that ends them (UTS #51 §1.4.6).
    private static func isOfFlag(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        let isTag = { (scalar: Unicode.Scalar) in (0xE0020...0xE007E).contains(scalar.value) }
        let base = scalars[..<index].last { !isTag($0) }
        let end = scalars[index...].first { !isTag($0) }
        return base?.value == 0x1F3F4 && end?.value == 0xE007F
    }
}

extension Unicode.Scalar {
    /// Whether nothing of it is seen, or only what it does to the text around it: where no script needs it.
    public var doesNotShow: Bool { isControl || isSeparator || turnsDirection || HiddenCharacters.isHidden(self) }

    /// White space, and the pattern of Braille that has no dots.
    var isBlank: Bool { properties.isWhitespace || value == 0x2800 }
}
