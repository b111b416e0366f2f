import Domain
import Testing

struct ModelTests {
    @Test(arguments: [
        "a", "openai/gpt-4o", "a/b/c@2024+x:0", "...", "a/...", "import", String(repeating: "x", count: 255),
    ])
    func `a name is printable ASCII`(_ text: String) {
        #expect(ModelName(text)?.text == text)
    }

    @Test(arguments: [
        "", "a b", "a*", "*", "é", "a\n", "/", "a/", "/a", "a//b", ".", "..", "a/..", "../a", "a/./b",
        "019b76da-a800-7000-8000-000000000001", String(repeating: "x", count: 256),
    ])
    func `what a path could take for something else is no name`(_ text: String) {
        #expect(ModelName(text) == nil)
    }

    @Test func `a list names a model by its id exactly, and never by the beginning of one`() throws {
        let id = "019b76da-a800-7000-8000-000000000001"
        let model = ModelReference(name: "openai/gpt", id: id)
        #expect(try #require(ModelPattern(id)).matches(model))
        #expect(try !#require(ModelPattern("019b*")).matches(model))
        #expect(try !#require(ModelPattern(id)).matches(ModelReference(name: "openai/gpt")))
    }
}
