import TestSupport
import Testing

@testable import AdminAPI

@Suite struct DocumentSchemaTests {
    @Test(arguments: DocumentSchema.allCases)
    func `a schema has the fields of the body that it describes`(_ schema: DocumentSchema) {
        guard let fields = schema.shape.fields else { return }
        let documented = ServedDocument.schema(schema)?["properties"]?.object?.keys.sorted()
        #expect(documented == fields.sorted())
    }

    @Test(arguments: DocumentSchema.allCases)
    func `a JSON request is closed and nothing else is`(_ schema: DocumentSchema) {
        let closed = ServedDocument.schema(schema)?["additionalProperties"] == false
        if case .request = schema.shape { #expect(closed) } else { #expect(!closed) }
    }

    @Test(arguments: DocumentSchema.allCases)
    func `what a schema requires is enough for the body and none of it can be left out`(_ schema: DocumentSchema) {
        let required = (ServedDocument.schema(schema)?["required"]?.array ?? []).compactMap(\.string)
        for example in DocumentedExample.examples(of: schema) {
            guard case .object(let members) = example else { continue }
            #expect(schema.shape.reads(.object(members.filter { required.contains($0.key) })))
            guard schema.shape.isJSON else { continue }
            for name in required { #expect(!schema.shape.reads(example.without(name)), "\(name)") }
        }
    }

    /// What a merge says with null is for its use case to judge.
    @Test(arguments: DocumentSchema.allCases.filter { !$0.rawValue.hasPrefix("Update") })
    func `a field of a request is read as null exactly where the schema says so`(_ schema: DocumentSchema) {
        guard case .request = schema.shape else { return }
        let judge = JSONSchema(document: ServedDocument.document, reference: schema.pointer)
        for case .object(let example) in DocumentedExample.examples(of: schema) {
            for name in schema.shape.fields ?? [] {
                let value = JSONValue.object(example.merging([name: .null]) { $1 })
                let isAllowed = !judge.problems(in: value).contains { $0.hasPrefix("\(name) does not fit") }
                #expect(schema.shape.reads(value) == isAllowed, "\(name)")
            }
        }
    }

    @Test(arguments: DocumentSchema.allCases)
    func `a field that a reply always has is null exactly where the schema says so`(_ schema: DocumentSchema) {
        guard case .reply = schema.shape else { return }
        let required = (ServedDocument.schema(schema)?["required"]?.array ?? []).compactMap(\.string)
        let judge = JSONSchema(document: ServedDocument.document, reference: schema.pointer)
        for example in DocumentedExample.examples(of: schema) {
            guard case .object(var members) = example else { continue }
            for name in required {
                let value = members.updateValue(.null, forKey: name)
                let isAllowed = judge.problems(in: .object(members)).isEmpty
                #expect(schema.shape.reads(.object(members)) == isAllowed, "\(name)")
                members[name] = value
            }
        }
    }
}

extension Shape {
    fileprivate var isJSON: Bool {
        switch self {
        case .request, .reply: true
        case .form, .other: false
        }
    }
}

extension DocumentSchema {
    var pointer: String { "#/components/schemas/\(rawValue)" }
}
