import Testing

@testable import KeyVault

struct SecretFormatTests {
    @Test
    func `ten thousand minted secrets are well-formed and distinct`() throws {
        var texts: Set<String> = []
        for index in 0..<10_000 {
            let kind = SecretKind.allCases[index % SecretKind.allCases.count]
            let text = try SecretFormat.mint(kind).revealSecret()
            #expect(text.utf8.count == SecretFormat.length && text.hasPrefix(kind.rawValue))
            #expect(SecretFormat.isWellFormed(text, as: kind))
            #expect(SecretFormat.kind(of: text) == kind)
            texts.insert(text)
        }
        #expect(texts.count == 10_000)
    }

    @Test
    func `the form is frozen, because secrets outlive programs`() {
        // CRC-32 of the first 34 characters is 0x1f808dd2, 528518610 in decimal, 0Zlbpi in base62.
        #expect(SecretFormat.isWellFormed(Samples.secret, as: .apiKey))
        #expect(SecretKind.allCases.map(\.rawValue) == ["khk_", "kha_", "khs_"])
    }

    @Test
    func `a secret is well-formed as no other kind`() throws {
        for kind in SecretKind.allCases {
            let text = try SecretFormat.mint(kind).revealSecret()
            for other in SecretKind.allCases where other != kind {
                #expect(!SecretFormat.isWellFormed(text, as: other))
                #expect(SecretFormat.kind(of: other.rawValue + text.dropFirst(4)) == nil)
            }
        }
    }

    @Test
    func `any one character changed is refused`() {
        let original = Array(Samples.secret.utf8)
        for index in original.indices {
            for replacement in UInt8.min...UInt8.max where replacement != original[index] {
                var changed = original
                changed[index] = replacement
                #expect(!changed.withUnsafeBytes { SecretFormat.isWellFormed(utf8: $0, as: .apiKey) })
                #expect(SecretFormat.kind(of: String(decoding: changed, as: UTF8.self)) == nil)
            }
        }
    }

    @Test
    func `two neighbours swapped are refused`() {
        let original = Array(Samples.secret.utf8)
        for index in 1..<original.count where original[index] != original[index - 1] {
            var changed = original
            changed.swapAt(index, index - 1)
            #expect(!changed.withUnsafeBytes { SecretFormat.isWellFormed(utf8: $0, as: .apiKey) })
        }
    }

    @Test(arguments: [
        "", "k", "khk_", "khk", Samples.secret + "0", Samples.secret + "\n", " " + Samples.secret,
        String(Samples.secret.dropLast()), String(Samples.secret.dropFirst()), Samples.secret.uppercased(),
        "KHK_" + Samples.secret.dropFirst(4), "Bearer " + Samples.secret, Samples.secret + Samples.secret,
        String(repeating: "0", count: 40), String(repeating: "é", count: 20), String(repeating: "🔑", count: 10),
        "khk_" + String(repeating: "é", count: 18), "khk_" + String(repeating: "A", count: 100_000),
        Samples.secret.replacing("A", with: "А"), Samples.secret + "\u{0}", Samples.secret + "\u{301}",
    ])
    func `what only looks like a secret is refused`(_ text: String) {
        #expect(SecretFormat.kind(of: text) == nil)
    }

    @Test
    func `a right checksum over wrong characters is refused`() {
        for body in [String(repeating: "-", count: 30), String(repeating: "é", count: 15)] {
            var bytes = Array("khk_\(body)".utf8)
            let checksum = bytes.withUnsafeBytes(CRC32.checksum)
            bytes += [0, 0, 0, 0, 0, 0]
            Base62.write(checksum, over: &bytes[34...])
            #expect(SecretFormat.kind(of: String(decoding: bytes, as: UTF8.self)) == nil)
        }
    }

    @Test
    func `a part of a longer text is judged by itself`() {
        let header = "Bearer \(Samples.secret)"
        #expect(SecretFormat.isWellFormed(header.dropFirst(7), as: .apiKey))
        #expect(!SecretFormat.isWellFormed(header.dropFirst(6), as: .apiKey))
        #expect(SecretFormat.isWellFormed(String(Samples.secret.reversed().reversed()), as: .apiKey))
    }

    @Test
    func `the masked form shows the kind and four characters, and of anything else nothing`() {
        let last = Samples.secret.suffix(4)
        #expect(Secret(Samples.secret).masked == "khk_…\(last)")
        for text in ["", "khk_", "hunter2", Samples.secret + "x", "khk_" + String(repeating: "A", count: 36)] {
            #expect(Secret(text).masked == "•••")
        }
    }
}
