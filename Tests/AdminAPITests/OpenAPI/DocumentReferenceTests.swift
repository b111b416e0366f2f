import TestSupport
import Testing

@testable import AdminAPI

@Suite struct DocumentReferenceTests {
    @Test func `every reference leads somewhere`() {
        let references = ServedDocument.references(in: ServedDocument.document)
        #expect(!references.isEmpty)
        for reference in references {
            #expect(JSONSchema.resolve(reference, in: ServedDocument.document) != nil, "\(reference)")
        }
    }

    @Test func `every schema is reached from an operation`() {
        let schemas = Set(DocumentSchema.allCases.map { "#/components/schemas/\($0.rawValue)" })
        #expect(reachable().intersection(schemas) == schemas)
    }

    /// The answer to a method that a path does not take belongs to the path and not to an operation.
    @Test func `every reply parameter and header is used but the one that belongs to no operation`() {
        let components = ServedDocument.document["components"]?.object ?? [:]
        let named = ["responses", "parameters", "headers"].flatMap { kind in
            (components[kind]?.object ?? [:]).keys.map { "#/components/\(kind)/\($0)" }
        }
        let unused = Set(named).subtracting(reachable())
        #expect(unused == ["#/components/responses/MethodNotAllowed", "#/components/headers/Allow"])
    }

    @Test func `every schema and every field of one is described`() {
        for schema in DocumentSchema.allCases {
            let definition = ServedDocument.schema(schema)
            #expect(definition?["description"]?.string?.isEmpty == false, "\(schema.rawValue)")
            for (name, field) in definition?["properties"]?.object ?? [:] {
                let description = field["description"] ?? ServedDocument.resolved(field)["description"]
                #expect(description?.string?.isEmpty == false, "\(schema.rawValue).\(name)")
            }
        }
    }

    private func reachable() -> Set<String> {
        var known: Set<String> = []
        var open = ServedDocument.references(in: ServedDocument.document["paths"] ?? .null)
        while let reference = open.popLast() {
            guard known.insert(reference).inserted else { continue }
            let target = JSONSchema.resolve(reference, in: ServedDocument.document) ?? .null
            open += ServedDocument.references(in: target)
        }
        return known
    }
}
