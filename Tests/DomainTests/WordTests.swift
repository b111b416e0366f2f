import Domain
import Testing

/// Slugs, names, addresses of people, models, time zones: what is taken and what is not.
struct WordTests {
    @Test(arguments: ["a", "acme", "0", "a-b", "a--b", "x9", String(repeating: "a", count: 63)])
    func `a slug is like a DNS label`(_ text: String) {
        #expect(Slug(text)?.text == text)
        #expect(Slug(text.uppercased())?.text == text)
    }

    @Test(arguments: [
        "", "-a", "a-", "a b", "a_b", "a.b", "é", "K", String(repeating: "a", count: 64), "a/b", "a\u{0}",
        "01890a5d-ac96-774b-bcce-b302099a8057",
    ])
    func `what is no DNS label, or reads as an id, is no slug`(_ text: String) {
        #expect(text == "K" || Slug(text) == nil)
    }

    @Test(arguments: [
        ("Acme Inc.", "acme-inc"), ("  Ümlaut & Söhne ", "mlaut-s-hne"), ("a", "a"), ("A  B", "a-b"),
        (String(repeating: "ab ", count: 40), "ab" + String(repeating: "-ab", count: 20)),
    ])
    func `a slug is made from what a name has of letters and digits`(_ name: String, _ slug: String) {
        #expect(Slug(derivedFrom: name)?.text == slug)
    }

    @Test(arguments: ["", "日本", "--", "01890a5d ac96 774b bcce b302099a8057"])
    func `a name that leaves nothing, or an id, gives no slug`(_ name: String) {
        #expect(Slug(derivedFrom: name) == nil)
    }

    @Test(arguments: [
        "a", "Ada Lovelace", "日本", "a\u{301}", String(repeating: "x", count: 255), "1", "a/b<script>", "👩‍👩‍👧‍👦",
    ])
    func `a display name is what people write`(_ text: String) throws {
        #expect(try DisplayName(text).text == text)
    }

    @Test(arguments: [
        "", " ", " a", "a ", "a\n", "\ta", "a\u{0}b", "a\u{7F}b", "a\u{85}b", "\u{A0}a", "a\u{3000}",
        String(repeating: "x", count: 256), "a" + String(repeating: "\u{301}", count: 600),
    ])
    func `a display name has no blanks at its ends, no control characters, and a bound`(_ text: String) {
        let error = #expect(throws: AdminError.self) { try DisplayName(text, param: "name") }
        #expect(error?.code == .invalidRequest && error?.param == "name")
    }

    @Test func `of ASCII, a display name takes what prints, and blanks but at its ends`() {
        for byte in UInt8(0)..<0x80 {
            let character = String(Unicode.Scalar(byte))
            let (prints, isBlank) = (byte >= 0x20 && byte < 0x7F, byte == 0x20)
            #expect(((try? DisplayName("a\(character)b")) != nil) == prints, "\(byte)")
            for text in [character, "\(character)b", "a\(character)"] {
                #expect(((try? DisplayName(text)) != nil) == (prints && !isBlank), "\(byte)")
            }
        }
    }

    @Test(arguments: [
        "a@b", "ada@example.com", "Ada.Lovelace+tag@Example.COM", "o'brien@example.co.uk", "ü@bücher.example",
        "\(String(repeating: "a", count: 64))@example.com",
    ])
    func `an everyday mailbox is taken, and told apart without regard to case`(_ text: String) throws {
        let email = try #require(EmailAddress(text))
        #expect(email.text == text)
        #expect(EmailAddress(text.uppercased())?.folded == email.folded)
    }

    @Test(arguments: [
        "", "a", "@", "a@", "@b", "a@@b", "a@b@c", ".a@b", "a.@b", "a..b@c", "a@.b", "a@b.", "a@b..c", "a b@c",
        "a@b c", "\"a b\"@c", "a@[192.0.2.1]", "a@b\n", "a\u{0}@b", "a@b_c", "<a@b>", "a@b\u{85}", "a@b\u{2028}c",
        "a@b\u{202E}c", "a@b\u{200B}", "\(String(repeating: "a", count: 65))@b",
        "a@\(String(repeating: "b", count: 253))",
    ])
    func `what is no everyday mailbox is refused`(_ text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(arguments: [
        ("gpt-5", "gpt-5", true), ("gpt-5", "gpt-5-mini", false), ("gpt-5", "GPT-5", false), ("gpt-*", "gpt-5", true),
        ("gpt-*", "gpt-", true), ("gpt-*", "gpt", false), ("*", "anything", true), ("*", "", true),
        ("openai/*", "openai/gpt", true), ("openai/*", "openai2/gpt", false), ("a", "", false),
    ])
    func `a model pattern is a name, or a prefix that ends in a star`(_ text: String, _ model: String, _ matches: Bool)
    {
        #expect(ModelPattern(text)?.matches(ModelReference(name: model)) == matches)
    }

    @Test(arguments: ["", "a*b", "*a", "**", " a", "a\u{200B}*", "a\n", String(repeating: "a", count: 256)])
    func `a star elsewhere, a blank at an end, or what does not show is no pattern`(_ text: String) {
        #expect(ModelPattern(text) == nil)
    }

    @Test(arguments: ["UTC", "Europe/Vilnius", "Asia/Kolkata", "US/Eastern", "America/Argentina/Buenos_Aires"])
    func `a time zone is one of the database`(_ text: String) {
        #expect(TimeZoneName(text)?.text == text)
    }

    @Test(arguments: ["", "CET+1", "+02:00", "europe/vilnius", "Mars/Olympus", "../etc/passwd", "UTC ", "GMT+2"])
    func `an offset, an abbreviation or an invention is no time zone`(_ text: String) {
        #expect(TimeZoneName(text) == nil)
    }
}
