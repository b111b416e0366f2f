/// An answer that is the operation's own; refusals are told apart, by their codes.
struct OperationReply: Sendable {
    let status: Int
    let description: String
    var content: Content?
    var headers: [ReplyHeader] = []

    static func ok(
        _ description: String, _ schema: DocumentSchema, _ example: DocumentValue, headers: [ReplyHeader] = []
    ) -> OperationReply {
        OperationReply(status: 200, description: description, content: .json(schema, example), headers: headers)
    }

    static func created(
        _ description: String, _ schema: DocumentSchema, _ example: DocumentValue, headers: [ReplyHeader] = []
    ) -> OperationReply {
        OperationReply(status: 201, description: description, content: .json(schema, example), headers: headers)
    }

    /// The same with another example, of a case that the first cannot show.
    func showing(_ name: String, _ example: DocumentValue) -> OperationReply {
        var reply = self
        reply.content?.other = DocumentValue.Member(name, example)
        return reply
    }

    static func noContent(_ description: String) -> OperationReply {
        OperationReply(status: 204, description: description)
    }

    func member(isIdempotent: Bool) -> DocumentValue.Member {
        let headers = headers + (isIdempotent ? [.replayed] : [])
        var members: [DocumentValue.Member] = [
            .init("description", .string(description)),
            .init("headers", ReplyHeader.references([.requestID] + headers)),
        ]
        if let content { members.append(.init("content", content.value)) }
        return .init(String(status), .object(members))
    }
}
