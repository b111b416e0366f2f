import Domain
import Testing

struct ModelTests {
    @Test(arguments: [
        "a", "openai/gpt-4o", "a/b/c@2024+x:0", "...", "a/...", "import", String(repeating: "x", count: 255), "a b",
        "chat-4o (eu)", "豆包-pro-32k", "ГигаЧат-Про", "モデル 1", "é", "می\u{200C}شود",
    ])
    func `a name is what shows, with blanks within`(_ text: String) {
        #expect(ModelName(text)?.text == text)
    }

    @Test(arguments: [
        "", " a", "a ", "a*", "*", "a\u{200B}", "a\u{202E}b", "\u{FEFF}a", "a\u{A0}", "a\n", "a\u{0}", "a\u{9B}", "/",
        "a/", "/a", "a//b", ".", "..", "a/..", "../a", "a/./b",
        "019b76da-a800-7000-8000-000000000001", String(repeating: "x", count: 256),
    ])
    func `what a path could take for something else is no name`(_ text: String) {
        #expect(ModelName(text) == nil)
    }

    @Test func `a name that is given decomposed is the composed one, byte for byte`() throws {
        let name = try #require(ModelName("chat-e\u{301}"))
        #expect(name.text.utf8.elementsEqual("chat-\u{E9}".utf8))
        #expect(try #require(ModelPattern("chat-e\u{301}")).matches(ModelReference(name: "chat-\u{E9}")))
        #expect(try #require(ModelPattern("e\u{301}*")).matches(ModelReference(name: "\u{E9}x")))
    }

    @Test func `a list names a model by its id exactly, and never by the beginning of one`() throws {
        let id = "019b76da-a800-7000-8000-000000000001"
        let model = ModelReference(name: "openai/gpt", id: id)
        #expect(try #require(ModelPattern(id)).matches(model))
        #expect(try !#require(ModelPattern("019b*")).matches(model))
        #expect(try !#require(ModelPattern(id)).matches(ModelReference(name: "openai/gpt")))
    }
}
