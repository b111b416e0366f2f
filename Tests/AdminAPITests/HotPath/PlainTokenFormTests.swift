import Foundation
import KeyVault
import NIOCore
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// The quick reader and the quick writer of the token endpoint against the general ones.
struct PlainTokenFormTests {
    private static let pieces = [
        "grant_type", "client_credentials", "scope", "client_id", "keys.read", "*", "+", "%20", "%2B", "%41", "%c3%a9",
        "%", "%4", "%G1", "=", "&", "&&", " ", "é", "e\u{301}", "\u{301}", "\u{FEFF}", "%00", "\n", "\u{7F}", "-._~",
        ":",
    ]
    private static let wholes = [
        "grant_type=client_credentials", "scope=keys.read", "scope=keys.read+teams.read", "scope=%2A", "scope=",
    ]

    private func form(_ random: inout SeededGenerator) -> String {
        let pairs = (0..<Int.random(in: 1...3, using: &random)).map { number in
            number == 0 || Int.random(in: 0..<4, using: &random) > 0
                ? Self.wholes[min(number, Int.random(in: 0..<Self.wholes.count, using: &random))]
                : (0..<Int.random(in: 0...4, using: &random)).map { _ in Self.pieces.randomElement(using: &random)! }
                    .joined()
        }
        var text = pairs.shuffled(using: &random).joined(separator: "&")
        guard Int.random(in: 0..<3, using: &random) == 0, let place = text.indices.randomElement(using: &random)
        else { return text }
        text.replaceSubrange(place...place, with: Self.pieces.randomElement(using: &random)!)
        return text
    }

    private func header(_ random: inout SeededGenerator) -> String {
        let pair = ["a:b", "0190:khs_x", "a:b:c", ":", "a", "a%41:b", "a+b:c", "é:b", "a b:c", "\u{FEFF}a:b", "ab:cde"]
            .randomElement(using: &random)!
        var text = "Basic " + Data(pair.utf8).base64EncodedString()
        guard Int.random(in: 0..<3, using: &random) == 0, let place = text.indices.randomElement(using: &random)
        else { return text }
        text.replaceSubrange(place...place, with: ["", "=", "==", " ", "A", "-", "é"].randomElement(using: &random)!)
        return text
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `what the quick reader takes, the general one takes too, and as the same`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var taken = 0
        for _ in 0..<5000 {
            let (text, header) = (form(&random), header(&random))
            guard let quick = PlainTokenForm(ByteBuffer(string: text), authorization: header) else { continue }
            taken += 1
            let general = try #require(try? OAuthForm(text, authorization: header), "\(text) \(header)")
            #expect(general["grant_type"] == "client_credentials" && general["scope"] == quick.scope, "\(text)")
            #expect(general.credential.clientID == quick.credential.clientID, "\(header)")
            #expect(general.credential.secret == quick.credential.secret, "\(header)")
        }
        // It is there to take most of what is good.
        #expect(taken > 500)
    }

    @Test func `Base64 is read as Foundation reads it, or not at all`() {
        func decode(_ text: String) -> [UInt8]? {
            Secret(base64: text.utf8).map { Array($0.revealSecret().utf8) }
        }
        var random = SeededGenerator(seed: 1)
        var read = 0
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 1...90, using: &random)).map { _ in
                UInt8.random(in: 0...127, using: &random)
            }
            var text = Data(bytes).base64EncodedString()
            #expect(decode(text) == bytes)
            guard let place = text.indices.randomElement(using: &random) else { continue }
            text.replaceSubrange(
                place...place, with: ["", "=", "A", "/", "+", "-", "\n"].randomElement(using: &random)!)
            guard let quick = decode(text) else { continue }
            read += 1
            #expect(Data(base64Encoded: text).map { Array($0) } == quick, "\(text)")
        }
        #expect(read > 500)
    }

    @Test func `the quick writer writes a token as the encoder does, and no field is forgotten`() throws {
        for scope in ["*", "keys.read teams.read", "\"\\/\n\u{1F511}"] {
            let body = TokenBody(accessToken: "kha_x", expiresIn: 3600, scope: scope)
            #expect(body.json(capacity: 1) == JSONReply.encode(body))
            let object = try #require(JSONValue(bytes: Array(body.json(capacity: 1).readableBytesView))?.object)
            #expect(Set(object.keys) == Set(TokenBody.CodingKeys.allCases.map(\.rawValue)))
        }
    }
}
