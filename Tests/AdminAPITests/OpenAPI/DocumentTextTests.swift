import TestSupport
import Testing

@testable import AdminAPI

@Suite struct DocumentTextTests {
    @Test func `the document is JSON and says that it is OpenAPI 3 1`() {
        #expect(ServedDocument.document["openapi"] == "3.1.0")
        #expect(ServedDocument.document["info"]?["version"]?.string == keyholdVersion)
        #expect(ServedDocument.document["servers"]?[0]?["url"]?.string == ServedDocument.issuer)
    }

    @Test func `the document reads the same each time`() {
        #expect(OpenAPIDocument.text(issuer: ServedDocument.issuer) == ServedDocument.text)
    }

    @Test func `what is served is what is printed`() {
        #expect(String(buffer: OpenAPIDocument.render(issuer: ServedDocument.issuer)) == ServedDocument.text)
    }

    @Test func `members keep the order in which they were written`() {
        let value: DocumentValue = ["zebra": 1, "apple": [true, nil], "mango": [:]]
        #expect(value.text == "{\n \"zebra\": 1,\n \"apple\": [\n  true,\n  null\n ],\n \"mango\": {}\n}")
    }

    @Test(arguments: ["\"quoted\"", "back\\slash", "two\nlines", "a\ttab", "\u{1}\u{1F}", "…é🔑", ""])
    func `any text survives being written`(_ text: String) {
        #expect(JSONValue(bytes: Array(DocumentValue.string(text).text.utf8)) == .string(text))
    }
}
