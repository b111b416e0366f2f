import Foundation
import Testing

@testable import SecretScan

@Suite struct SecretFormTests {
    @Test(arguments: Vectors.all)
    func `the known answers hold`(vector: Vectors.Answer) {
        let kind = Array(vector.text.utf8).withUnsafeBytes(SecretForm.kind)
        #expect((kind != nil) == vector.isSecret)
        #expect(kind.map { vector.text.hasPrefix($0.rawValue) } ?? true)
    }

    @Test func `the checksum is the one of IEEE 802_3`() {
        #expect(Array("123456789".utf8).withUnsafeBytes(CRC32.checksum) == 0xCBF4_3926)
    }

    @Test func `a secret prints masked, however it is printed`() throws {
        let text = try #require(Vectors.secrets.first)
        let secret = try #require(Array(text.utf8).withUnsafeBytes { FoundSecret($0) })
        var dumped = ""
        dump(secret, to: &dumped)
        for printed in ["\(secret)", String(reflecting: secret), dumped] { #expect(!printed.contains(text)) }
        #expect(secret.masked == "khk_…lbpi" && secret.revealSecret() == text)
    }
}

/// What is a secret and what is not, as `Vectors/secret-form.txt` says.
enum Vectors {
    struct Answer: Sendable, CustomTestStringConvertible {
        let text: String
        let isSecret: Bool

        var testDescription: String { text }
    }

    static let all: [Answer] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/secret-form.txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let words = line.split(separator: " ")
            return Answer(text: String(words[1]), isSecret: words[0] == "yes")
        }
    }()

    static var secrets: [String] { all.filter(\.isSecret).map(\.text) }
    static var lookAlikes: [String] { all.filter { !$0.isSecret && $0.text.count == 40 }.map(\.text) }
}
