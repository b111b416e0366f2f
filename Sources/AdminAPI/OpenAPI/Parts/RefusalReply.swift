import Domain
import HTTPTypes
import Wire

/// One status that says no, in the shape of its surface, with all the codes that it can carry.
struct RefusalReply: Sendable {
    let status: Int
    let codes: [AdminError.Code]
    let isOAuth: Bool
    /// When the operation answers so.
    let when: String

    /// By status, in order.
    static func all(of operation: OperationDescription, at endpoint: Endpoint) -> [RefusalReply] {
        let refusals = Refusal.all(of: operation, at: endpoint)
        let isOAuth = endpoint.path.hasPrefix("/oauth2/")
        return Set(refusals.map(\.code.status.code)).sorted().map { status in
            let group = refusals.filter { $0.code.status.code == status }
            return RefusalReply(
                status: status, codes: AdminError.Code.allCases.filter { code in group.contains { $0.code == code } },
                isOAuth: isOAuth, when: group.map(\.when).joined(separator: " "))
        }
    }

    var member: DocumentValue.Member {
        .init(
            String(status),
            ["$ref": "#/components/responses/\(name)", "description": .string(when)])
    }

    /// Every one that an operation refers to, and the one that belongs to none.
    static var components: DocumentValue {
        var members: [DocumentValue.Member] = []
        let used = Endpoint.allCases.flatMap { all(of: $0.operation, at: $0) }
        for reply in used + [methodNotAllowed] where !members.contains(where: { $0.name == reply.name }) {
            members.append(.init(reply.name, reply.component))
        }
        return .object(members)
    }

    private static let methodNotAllowed = RefusalReply(
        status: 405, codes: [.methodNotAllowed], isOAuth: false, when: "The path exists and takes other methods.")

    private var name: String {
        let words = codes.map { code in
            code.rawValue.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        }
        return (isOAuth ? "OAuth" : "") + words.joined(separator: "Or")
    }

    private var component: DocumentValue {
        let schema: DocumentSchema = isOAuth ? .oauthError : .error
        return [
            "description": .string(codes.map(\.meaning).joined(separator: " ")),
            "headers": ReplyHeader.references([.requestID] + headers),
            "content": ["application/json": ["schema": ["$ref": schema.reference], "examples": examples]],
        ]
    }

    private var headers: [ReplyHeader] {
        switch status {
        case 401: [.wwwAuthenticate]
        case 403: isOAuth ? [] : [.wwwAuthenticate]
        case 405: [.allow]
        case 402: [.retryAfter, .rateLimit, .rateLimitPolicy]
        case 429: [.retryAfter] + (codes.contains(.rateLimited) ? [.rateLimit, .rateLimitPolicy] : [])
        case 503: [.retryAfter]
        default: []
        }
    }

    private var examples: DocumentValue {
        .object(
            codes.map { code in
                let word = isOAuth ? code.oauthError : code.rawValue
                return DocumentValue.Member(word, ["value": isOAuth ? code.oauthExample : code.example])
            })
    }
}
