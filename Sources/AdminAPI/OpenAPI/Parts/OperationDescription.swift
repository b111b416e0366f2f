import Domain
import Wire

/// What is to be told of an operation beyond what follows from its endpoint: method, path and access are not repeated.
struct OperationDescription: Sendable {
    let id: String
    let tag: Tag
    let summary: String
    /// What an operator has to know before calling it.
    let description: String
    var query: [ParameterComponent] = []
    var request: RequestContent?
    let replies: [OperationReply]
    /// Beyond those that follow from the access and the request.
    var refusals: [Refusal] = []
    var isDeprecated = false

    func value(for endpoint: Endpoint) -> DocumentValue {
        var members: [DocumentValue.Member] = [
            .init("operationId", .string(id)),
            .init("tags", [.string(tag.rawValue)]),
            .init("summary", .string(summary)),
            .init("description", .string(description)),
        ]
        if isDeprecated { members.append(.init("deprecated", true)) }
        members.append(.init("parameters", .array(parameters(of: endpoint).map(\.reference))))
        if let request { members.append(.init("requestBody", request.value)) }
        let refused = RefusalReply.all(of: self, at: endpoint)
        members.append(
            .init(
                "responses",
                .object(replies.map { $0.member(isIdempotent: endpoint.isIdempotent) } + refused.map(\.member))))
        members.append(.init("security", SecurityScheme.requirement(of: endpoint.access)))
        return .object(members)
    }

    func parameters(of endpoint: Endpoint) -> [ParameterComponent] {
        let inPath = endpoint.path.split(separator: "/").filter { $0.first == "{" }.map { part in
            ParameterComponent.inPath(String(part.dropFirst().dropLast()))
        }
        return inPath + query + (tag.isTenantOwned ? [.organization] : [])
            + (endpoint.isIdempotent ? [.idempotencyKey] : []) + [.requestID]
    }
}
