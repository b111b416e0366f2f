import Domain
import Testing

@testable import KeyVault

/// Every way that a value reaches a log: none may show what it holds.
struct RedactionTests {
    private func renderings(of value: some Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        var nested = ""
        dump(["key": [value]], to: &nested)
        return [
            "\(value)", String(describing: value), String(reflecting: value), dumped, nested, "\([value])",
            "\(Optional(value) as Any)", String(reflecting: ["key": value]), "\((value, 1))",
        ]
    }

    private func expectNothing(of texts: [String], in value: some Any) {
        for rendering in renderings(of: value) {
            for text in texts { #expect(!rendering.contains(text), "shown in a rendering of \(type(of: value))") }
        }
        #expect("\(value)" == "•••")
        #expect(Mirror(reflecting: value).children.isEmpty)
    }

    @Test
    func `a secret shows nothing of itself`() {
        let secret = Secret(Samples.secret)
        expectNothing(of: [Samples.secret, String(Samples.secret.suffix(8)), "khk_"], in: secret)
        #expect(secret.revealSecret() == Samples.secret)
        #expect(!(secret as Any is any Encodable) && !(secret as Any is any Decodable))
    }

    @Test
    func `a vault key, its vault, its peppers and its bytes show nothing of themselves`() throws {
        let key = try Samples.vaultKey(1, 2)
        // The bytes as base64, hexadecimal, and as an array prints.
        let forms = [Samples.base64, Samples.otherBase64, "0101", "0202", "1, 1", "2, 2", "SecretBytes", "version"]
        let vault = try Vault(key)
        expectNothing(of: forms, in: key)
        expectNothing(of: forms, in: vault)
        expectNothing(of: forms, in: vault.peppers)
        expectNothing(of: forms, in: key.current.bytes)
        expectNothing(of: forms, in: key.fileText())
    }

    @Test
    func `a digest shows nothing of its secret, and prints as dots`() throws {
        let digest = try Vault(Samples.vaultKey(1)).peppers.digest(Samples.secret).digest
        #expect("\(digest)" == "•••" && String(reflecting: digest) == "•••")
        for rendering in renderings(of: digest) { #expect(!rendering.contains("khk_")) }
    }

    @Test
    func `secrets are equal when their texts are`() {
        #expect(Secret("abc") == Secret("abc"))
        #expect(Secret("") == Secret(""))
        #expect(Secret("abc") != Secret("abd"))
        #expect(Secret("abc") != Secret("abcd"))
        // The same letter to a reader, other bytes to a digest.
        #expect(Secret("e\u{301}") != Secret("é"))
    }

    @Test
    func `bytes are equal in constant time when they are equal`() {
        #expect(ConstantTime.equals([], []))
        #expect(ConstantTime.equals([1, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.equals([1, 2, 3], [1, 2, 4]))
        #expect(!ConstantTime.equals([1, 2, 3], [1, 2]))
    }

    @Test
    func `random bytes come in the number asked for, and never twice the same`() throws {
        for count in [0, 1, 32, 1000] { #expect(try RandomBytes.make(count).count == count) }
        #expect(try RandomBytes.make(32) != RandomBytes.make(32))
    }
}
