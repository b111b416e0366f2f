import KeyVault
import TestSupport
import Testing
import Wire

@testable import AdminAPI

@Suite struct DocumentExampleTests {
    @Test(arguments: DocumentedExample.all)
    func `an example fits its schema`(_ example: DocumentedExample) {
        // Closed, as an example that shows an unlisted field would teach it.
        let judge = JSONSchema(document: ServedDocument.document, schema: example.schema, isClosed: true)
        #expect(judge.problems(in: example.value) == [])
    }

    @Test(arguments: DocumentedExample.bodies)
    func `an example is read by the body that it is an example of`(_ example: DocumentedExample) throws {
        let schema = try #require(example.documentSchema)
        #expect(schema.shape.reads(example.value))
    }

    @Test func `every body has an example`() {
        for operation in ServedDocument.operations {
            let bodies =
                [operation.body["requestBody"]] + (operation.body["responses"]?.object ?? [:]).values.map { $0 }
            for body in bodies.compactMap({ $0 }).map(ServedDocument.resolved) {
                for content in (body["content"]?.object ?? [:]).values {
                    #expect(content["example"] != nil || content["examples"]?.object?.isEmpty == false, "\(operation)")
                }
            }
        }
    }

    @Test(arguments: [DocumentSchema.apiKey, .verification, .introspection, .oauthClient])
    func `the examples of a body together show all of its fields but the other owner's`(_ schema: DocumentSchema) {
        let shown = Set(DocumentedExample.examples(of: schema).flatMap { ($0.object ?? [:]).keys })
        #expect(Set(schema.shape.fields ?? []).subtracting(shown).isSubset(of: ["user_id"]))
    }

    @Test func `no text of the document is a well-formed secret`() {
        for text in ServedDocument.nodes(of: ServedDocument.document).compactMap(\.string) {
            let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            #expect(words.allSatisfy { SecretFormat.kind(of: String($0)) == nil }, "\(text)")
        }
    }
}
