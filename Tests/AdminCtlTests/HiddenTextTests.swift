import Foundation
import Testing
import Wire
import Yams

@testable import adminctl

/// Text of others holds what a terminal obeys, or nobody sees.
@Suite struct HiddenTextTests {
    private static let hidden: [Unicode.Scalar] = [
        "\0", "\u{7}", "\u{8}", "\t", "\n", "\r", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{AD}", "\u{61C}",
        "\u{115F}",
        "\u{180E}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{202A}",
        "\u{202E}", "\u{2060}", "\u{2066}", "\u{2069}", "\u{206F}", "\u{3164}", "\u{FE00}", "\u{FE0F}", "\u{FEFF}",
        "\u{FFA0}", "\u{FFF9}", "\u{1D173}", "\u{E0001}", "\u{E0041}", "\u{E0100}",
    ]

    @Test(arguments: hidden)
    func `no format lets it through, and programs read the same text`(scalar: Unicode.Scalar) throws {
        let name = "a\(scalar)b"
        let team = Sample.team(2, name: name)
        for format in [OutputFormat.table, .wide, .json, .yaml, .name] {
            let text = try Printer(format: format, console: Console()).text(of: team)
            // Line ends are the formats’ own, and a tab is a blank to YAML.
            let isKept = { (scalar: Unicode.Scalar) in scalar == "\n" || scalar == "\t" && format == .yaml }
            let raw = text.unicodeScalars.filter { $0.isHidden && !isKept($0) }
            #expect(raw.isEmpty, "\(format): \(raw.map { String($0.value, radix: 16) })")
        }
        let value = JSONValue.object([name: .array([.string(name)])])
        #expect(try JSONValue(json: JSONText.render(value)) == value)
        #expect(try Yams.load(yaml: YAMLText.render(value)) as? [String: [String]] == [name: [name]])
    }

    @Test func `a name cannot be another's by what is not seen, and is not two names`() {
        struct Named: Presentable {
            var identity: String
            static var plural: String { "" }
            static var columns: [Column<Named>] { [] }
            static var fields: [Column<Named>] { [] }
        }
        #expect(Named(identity: "a\nb\u{200D}c").identityLines == "a?b?c\n")
    }

    @Test(arguments: ["👩‍💻", "☂️", "❤️‍🔥", "1️⃣", "検索", "Ünï Cödé", "שלום", "हिन्दी"])
    func `letters and emoji stay whole in tables`(text: String) {
        #expect(SafeText.withoutControls(text) == text)
    }

    @Test(arguments: ["a\u{200D}b", "1\u{200D}2", "a\u{FE0F}", "\u{200D}👩", "👩\u{200D}"])
    func `a joiner that joins no emoji is shown`(text: String) {
        #expect(SafeText.withoutControls(text).contains("?"))
    }

    @Test func `quoted YAML is quoted only where it has to be`() throws {
        let text = try YAMLText.render(.object(["plain": .string("a b"), "odd": .string("a\\\u{202E}\"b")]))
        #expect(text == #"odd: "a\\\u202e\"b""# + "\nplain: a b\n")
    }
}
