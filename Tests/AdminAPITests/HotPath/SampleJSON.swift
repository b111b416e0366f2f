import Foundation
import NIOCore
import TestSupport
import Testing

@testable import AdminAPI

/// Texts at random that are mostly good JSON, and in every way nearly so.
enum SampleJSON {
    /// Texts as JSON spells them: plain ones, and all that is special about strings.
    private static let strings = [
        #""khk_abc""#, #""gpt-4o""#, #""""#, #""Ä \#u{1F511}""#, #""a\u0062""#, #""a\nb""#, #""\ud83d\ude00""#,
        #""\ud800""#, #""e\#u{301}""#, "\"a\u{7F}b\"", "\"a\u{2028}b\"", #""/""#, "\"tab\there\"", #""open"#,
    ]
    private static let others = [
        "null", "true", "1", "-0.5e3", "[]", #"["a"]"#, "{}", #"{"a":"b"}"#, #"{"a":"b","c":"d"}"#, #"{"a":null}"#,
        #"{"a":1}"#, #"{"a":"b","a":"c"}"#, "{\"\u{E9}\":\"1\",\"e\u{301}\":\"2\"}", #"{"a":{"b":"c"}}"#, "nul",
        "nulll",
        "{", "", "01", "1.0", "-1", "1e2", "1234567890123456789012", "1x", "truex", #"{"input_tokens":1.5}"#,
        #"{"input_tokens":1,"input_tokens":1}"#, #"{"cost":0.5}"#, #"{"colour":1}"#, #"{"max_output_tokens":"1"}"#,
    ]
    private static let blanks = ["", "", "", " ", "\n", "\t \r"]
    private static let oddBlanks = ["\u{A0}", "/**/", "\u{B}", "\u{FEFF}"]

    /// An object of some of the fields, each with one of its values or with what should not stand there.
    static func body(_ fields: [String: [String]], _ random: inout SeededGenerator) -> [UInt8] {
        let isTame = Bool.random(using: &random)
        func blank() -> String {
            let isOdd = !isTame && Int.random(in: 0..<40, using: &random) == 0
            return (isOdd ? Self.oddBlanks : Self.blanks).randomElement(using: &random)!
        }
        var members: [String] = []
        for name in fields.keys.sorted().shuffled(using: &random).prefix(Int.random(in: 0...9, using: &random)) {
            let spelled = isTame || Int.random(in: 0..<8, using: &random) > 0 ? name : name + "x"
            let value =
                isTame || Int.random(in: 0..<3, using: &random) > 0
                ? fields[name]!.randomElement(using: &random)!
                : (Bool.random(using: &random) ? Self.strings : Self.others).randomElement(using: &random)!
            members.append("\(blank())\"\(spelled)\"\(blank()):\(blank())\(value)\(blank())")
        }
        if !isTame, Int.random(in: 0..<10, using: &random) == 0, let twice = members.first { members.append(twice) }
        var bytes = Array("\(blank()){\(members.joined(separator: ","))}\(blank())".utf8)
        // Now and then a byte is another one, too many, or missing.
        if !isTame, Int.random(in: 0..<3, using: &random) == 0, !bytes.isEmpty {
            let position = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: position)
            default: bytes.remove(at: position)
            }
        }
        return bytes
    }

    /// What the quick reader of a body takes, the strict one takes too, and as the same.
    ///
    /// - Parameter least: of 5,000 bodies: it is there to take most of what is good.
    static func expectAgreement<Body: PlainBody & Encodable>(
        _ type: Body.Type, of fields: [String: [String]], seed: UInt64, least: Int
    ) throws {
        var random = SeededGenerator(seed: seed)
        var taken = 0
        for _ in 0..<5000 {
            let buffer = ByteBuffer(bytes: body(fields, &random))
            guard let quick = Body(plain: buffer) else { continue }
            taken += 1
            let text = String(buffer: buffer)
            let strict = try #require(try? StrictJSON.decode(type, from: buffer), "\(text)")
            #expect(JSONReply.encode(quick) == JSONReply.encode(strict), "\(text)")
        }
        #expect(taken > least)
    }

    /// Up to a dozen characters, among them all that JSON escapes and some that it does not.
    static func text(_ random: inout SeededGenerator) -> String {
        let pieces: [Unicode.Scalar] = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            switch Int.random(in: 0..<4, using: &random) {
            case 0: Unicode.Scalar(UInt8.random(in: 0...0x7F, using: &random))
            case 1:
                ["\"", "\\", "/", "\n", "\u{7F}", "\u{2028}", "\u{1F511}", "é", "\u{301}"].randomElement(
                    using: &random)!
            default: Unicode.Scalar(UInt8.random(in: 0x61...0x7A, using: &random))
            }
        }
        return String(String.UnicodeScalarView(pieces))
    }
}
