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

    @Test func `a word from outside is cut, and shows no control character`() {
        #expect(SecretFormat.quotable("a\u{1B}[31m\u{0}b") == "a[31mb")
        #expect(SecretFormat.quotable(String(repeating: "é", count: 100)).count == 64)
    }
}
