import Domain
import Testing

struct MetadataTests {
    @Test func `metadata goes up to its bounds`() throws {
        let name = String(repeating: "n", count: Metadata.maximumNameLength)
        let value = String(repeating: "v", count: Metadata.maximumValueLength)
        #expect(try Metadata([name: value, "empty": ""]).entries == [name: value, "empty": ""])
        let full = Dictionary(uniqueKeysWithValues: (0..<Metadata.maximumEntries).map { ("\($0)", "") })
        #expect(try Metadata(full).entries.count == Metadata.maximumEntries)
    }

    @Test(
        arguments: [
            (["": "v"], "metadata"),
            ([String(repeating: "n", count: 65): "v"], "metadata"),
            (["a\u{0}": "v"], "metadata"),
            (["n": String(repeating: "v", count: 513)], "metadata.n"),
            (["n": "a\nb"], "metadata.n"),
            (["n": "a\u{7F}"], "metadata.n"),
            (Dictionary(uniqueKeysWithValues: (0...16).map { ("\($0)", "") }), "metadata"),
        ] as [([String: String], String)])
    func `what is beyond the bounds is refused, and the entry named`(_ entries: [String: String], _ param: String) {
        let error = #expect(throws: AdminError.self) { try Metadata(entries) }
        #expect(error?.code == .invalidRequest && error?.param == param)
    }

    @Test func `labels that stand in a database are read whatever they hold, composed`() throws {
        let stored = try Metadata(stored: ["cafe\u{301}": "a\u{202E}b"])
        #expect(stored.entries.keys.first?.utf8.elementsEqual("caf\u{E9}".utf8) == true)
        #expect(stored.entries["caf\u{E9}"] == "a\u{202E}b")
        #expect(throws: AdminError.self) { try Metadata(["n": "a\u{202E}b"]) }
        #expect(throws: AdminError.self) { try Metadata(["n\u{200B}": "a"]) }
        #expect(try Metadata(["user": "👩‍👩‍👧‍👦"]).entries.count == 1)
    }

    @Test func `characters that are piled high do not get around the bounds`() {
        let pile = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(pile.count == 1)
        #expect(throws: AdminError.self) { try Metadata(["n": pile]) }
        #expect(throws: AdminError.self) { try Metadata([pile: "v"]) }
    }
}
