import Domain
import NIOCore
import Wire

/// What is served, described (OpenAPI 3.1). It is made from the endpoints, their access, the scopes and the enums that
/// the server itself runs on, so that what can be derived cannot be wrong.
public enum OpenAPIDocument {
    /// - Parameter issuer: the address under which clients reach the daemon, without a slash at the end.
    public static func text(issuer: String) -> String { value(issuer: issuer).text + "\n" }

    static func render(issuer: String) -> ByteBuffer { ByteBuffer(string: text(issuer: issuer)) }

    private static func value(issuer: String) -> DocumentValue {
        [
            "openapi": "3.1.0",
            "info": DocumentInformation.value,
            "servers": [["url": .string(issuer), "description": "This daemon, as its settings name it."]],
            "tags": Tag.list,
            "paths": paths,
            "components": [
                "schemas": DocumentSchema.components,
                "responses": RefusalReply.components,
                "parameters": ParameterComponent.components,
                "headers": ReplyHeader.components,
                "securitySchemes": SecurityScheme.components(issuer: issuer),
            ],
        ]
    }

    /// In the order of the endpoints; those that share a path stand together.
    private static var paths: DocumentValue {
        var order: [String] = []
        for endpoint in Endpoint.allCases where !order.contains(endpoint.path) { order.append(endpoint.path) }
        return .object(
            order.map { path in
                let operations = Endpoint.allCases.filter { $0.path == path }.flatMap { endpoint in
                    endpoint.operationByMethod.map { method, operation in
                        DocumentValue.Member(method, operation.value(for: endpoint))
                    }
                }
                return DocumentValue.Member(path, .object(operations))
            })
    }
}
