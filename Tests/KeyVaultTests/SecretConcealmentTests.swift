import Testing

@testable import KeyVault

struct SecretConcealmentTests {
    @Test func `nothing of a secret's form is left in a text, wherever it stands and however much of it is there`()
        throws
    {
        for kind in SecretKind.allCases {
            let secret = try SecretFormat.mint(kind).revealSecret()
            for text in [secret, "a \(secret).", "x\(secret)\(secret)", String(secret.prefix(20)), kind.rawValue] {
                let shown = SecretFormat.concealing(text)
                #expect(!shown.contains(kind.rawValue) && shown.contains("•••"))
                #expect(!shown.contains(secret.dropFirst(4)))
            }
        }
        #expect(SecretFormat.concealing("/khk%5Fabc1, khs%5fQ.") == "/•••, •••.")
        #expect(SecretFormat.concealing("kh_a khk khs- é_") == "kh_a khk khs- é_")
    }

    /// A secret with something between its characters, or with its characters written otherwise.
    private static let disguises: [@Sendable (String) -> String] = [
        { $0.uppercased() }, { $0.replacing("_", with: "%5F") }, { $0.replacing("_", with: "%255f") },
        { $0.prefix(1).uppercased() + $0.dropFirst() },
        { $0.map { "\($0)\u{200B}" }.joined() }, { $0.map { "\($0)\u{AD}" }.joined() },
        { $0.map { "\($0)%E2%80%8B" }.joined() }, { $0.map { "\($0)%00" }.joined() },
        { $0.replacing("h", with: "h\u{202E}") }, { $0.replacing("_", with: "\u{FEFF}_\u{0}") },
        { $0.utf8.map { "%" + String($0, radix: 16) }.joined() },
        { $0.utf8.map { "%25" + String($0, radix: 16) }.joined() },
    ]

    @Test(arguments: SecretKind.allCases)
    func `a secret in another case, encoded, or with what does not show within is seen through`(_ kind: SecretKind)
        throws
    {
        let secret = try SecretFormat.mint(kind).revealSecret()
        for (number, disguise) in Self.disguises.enumerated() {
            let text = disguise(secret)
            #expect(SecretFormat.concealing(text) == "•••", "\(number)")
            #expect(SecretFormat.concealing("é \(text), 100 % of it") == "é •••, 100 % of it", "\(number)")
            #expect(SecretFormat.concealing("\(text)\nnext\u{200B} line") == "•••\nnext\u{200B} line", "\(number)")
        }
    }

    @Test func `a text without a secret is left as it is, whatever else is in it`() {
        for text in [
            "", "%", "%4", "100%", "%5F%zz%", "k%", "kh%5", "é\u{200B}x", "a\u{0}b\n", "%FF%C3k", "%+5", "KHZ_a",
            "Khk a",
            "%E2%80%8B kh k_", "k\nhk_abc",
        ] {
            #expect(SecretFormat.concealing(text) == text)
        }
    }

    @Test func `a word from outside is cut, and shows nothing that does not show`() {
        #expect(SecretFormat.quotable("a\u{1B}[31m\u{0}b\u{202E}c\u{200B}d\u{2028}e") == "a[31mbcde")
        #expect(SecretFormat.quotable(String(repeating: "é", count: 100)).count == 64)
    }
}
