import Domain
import Testing

/// What a text from outside may consist of.
struct TextRuleTests {
    @Test func `no rule takes a control character, wherever it stands, and the error names field and character`() {
        for value in [UInt32(0)...0x1F, 0x7F...0x9F].joined() {
            let character = Unicode.Scalar(value).map(String.init) ?? ""
            for text in [character, "a\(character)", "\(character)a", "a\(character)b", "é\(character)"] {
                for rule in [TextRule.text, .lines, .name] where !(rule.takesLineFeeds && value == 0x0A) {
                    let error = #expect(throws: AdminError.self) { try rule.checked(text, "field") }
                    #expect(error?.code == .invalidRequest && error?.param == "field")
                    let name = "U+" + String(value + 0x1_0000, radix: 16, uppercase: true).dropFirst()
                    #expect(error?.message == "field must not contain the control character \(name).")
                }
            }
        }
    }

    @Test(arguments: ["\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{2028}", "\u{2029}"])
    func `no rule takes what ends a line, or turns the text around it`(_ character: String) {
        for rule in [TextRule.text, .lines, .name] {
            #expect(throws: AdminError.self) { try rule.checked("a\(character)b", "field") }
        }
    }

    @Test(arguments: [
        "x\u{200B}", "two\u{200B} words", "pro\u{2060}d", "\u{FEFF}prod", "x\u{200F}y", "x\u{200E}", "x\u{61C}",
        "so\u{AD}ft",
        "x\u{180E}y", "a\u{34F}b", "\u{3164}", "x\u{115F}", "a\u{FFA0}", "a\u{E0041}", "a\u{FE0F}\u{FE0F}",
        "a\u{E0100}",
        "a\u{200D}b", "a\u{200C}b", "\u{200C}می", "می\u{200C}", "می\u{200C}\u{200C}شود", "a\u{FFF9}b", "a\u{FFFF}",
        "a\u{1FFFE}",
        "\u{1F3F4}\u{E0067}", "🚀\u{200D}", "\u{FE0F}", "a\u{1D173}", "\u{206A}a", "a\u{FE00}",
    ])
    func `a name takes nothing that does not show, and other texts may hold it`(_ text: String) throws {
        let error = #expect(throws: AdminError.self) { try TextRule.name.checked(text, "name") }
        #expect(error?.param == "name" && error?.message.contains("U+") == true)
        #expect(try TextRule.text.checked(text, "field") == text)
    }

    @Test(arguments: [
        "gateway prod", "Gärtnerei café", "网关", "rocket 🚀", "👩‍👩‍👧‍👦", "❤️",
        "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "1️⃣", "👍🏽",
        "🏳️‍🌈", "می\u{200C}شود", "क्\u{200D}ष", "ක්\u{200D}ර", "葛\u{E0100}", "שלום", "مرحبا", "ᠮᠣᠩᠭᠣᠯ", "Ελληνικά",
        "a\u{300}\u{323}", "1 ≠ 2",
        "\u{A0}x", "日本　東京",
    ])
    func `a name takes what people write`(_ text: String) throws {
        #expect(try TextRule.name.checked(text, "name") == text)
    }

    @Test func `texts that Swift holds equal come out as the same bytes`() throws {
        for value in UInt32(0xA0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value), let composed = try? TextRule.text.checked(String(scalar), "x"),
                let twin = try? TextRule.text.checked(String(scalar.properties.lowercaseMapping), "x")
            else { continue }
            #expect(composed == String(scalar) && twin == scalar.properties.lowercaseMapping)
            #expect((composed == twin) == composed.utf8.elementsEqual(twin.utf8), "\(scalar.codePoint)")
        }
        for twins in [
            ["jos\u{E9}", "jose\u{301}"], ["\u{C5}", "\u{212B}", "A\u{30A}"], ["\u{AC00}", "\u{1100}\u{1161}"],
            ["K", "\u{212A}"],
        ] {
            let bytes = try twins.map { Array(try TextRule.name.checked($0, "x").utf8) }
            #expect(Set(bytes).count == 1, "\(twins)")
        }
    }

    @Test func `what must not be refused is mended, and stays as it is where it is good`() {
        #expect(TextRule.text.mended("curl/8.5") == "curl/8.5")
        #expect(TextRule.text.mended("x\u{0}y\u{202E}") == "x\u{FFFD}y\u{FFFD}")
        #expect(TextRule.text.mended("e\u{301}").utf8.elementsEqual("\u{E9}".utf8))
    }
}

extension TextRule {
    fileprivate var takesLineFeeds: Bool { if case .lines = self { true } else { false } }
}
