/// The headers of replies that a client does well to read.
enum ReplyHeader: String, CaseIterable, Sendable {
    case requestID = "X-Request-Id"
    case link = "Link"
    case deprecation = "Deprecation"
    case sunset = "Sunset"
    case retryAfter = "Retry-After"
    case wwwAuthenticate = "WWW-Authenticate"
    case allow = "Allow"
    case keyID = "Keyhold-Key-Id"
    case organizationID = "Keyhold-Organization-Id"
    case teamID = "Keyhold-Team-Id"
    case userID = "Keyhold-User-Id"
    case replayed = "Idempotency-Replayed"
    case rateLimit = "RateLimit"
    case rateLimitPolicy = "RateLimit-Policy"

    static var components: DocumentValue {
        .object(allCases.map { DocumentValue.Member($0.rawValue, $0.value) })
    }

    static func references(_ headers: [ReplyHeader]) -> DocumentValue {
        .object(
            headers.map { header in
                DocumentValue.Member(header.rawValue, ["$ref": "#/components/headers/\(header.rawValue)"])
            })
    }

    private var value: DocumentValue {
        let kind: DocumentValue = self == .retryAfter ? ["type": "integer", "minimum": 1] : ["type": "string"]
        return [
            "description": .string(description), "required": .bool(isAlwaysThere), "schema": kind, "example": example,
        ]
    }

    /// Whether a reply that lists it always has it.
    private var isAlwaysThere: Bool {
        switch self {
        case .requestID, .retryAfter, .wwwAuthenticate, .allow, .keyID, .organizationID, .teamID, .userID: true
        case .link, .deprecation, .sunset, .replayed, .rateLimit, .rateLimitPolicy: false
        }
    }

    private var description: String {
        switch self {
        case .requestID:
            "The id to find the call by in the server's log: the caller's own if it was plain, else a new one."
        case .link: "Where the next page is (RFC 8288), with `rel=\"next\"`; absent on the last page."
        case .deprecation: "Since when what was used is on its way out, in Unix seconds (RFC 9745)."
        case .sunset: "When the secret that was used stops working (RFC 8594)."
        case .retryAfter: "How many seconds to wait before the next try."
        case .wwwAuthenticate: "What to show instead (RFC 9110 §11.6.1)."
        case .allow: "The methods that the path takes."
        case .rateLimit:
            "What is left of each rate limit (draft-ietf-httpapi-ratelimit-headers-10); `x-ratelimit-*` beside it say the same."
        case .rateLimitPolicy: "What each rate limit allows, by the policy's id."
        case .keyID: "The key that the request came under."
        case .organizationID: "The organization that the key belongs to."
        case .teamID: "The team that owns the key; empty where a user does."
        case .userID: "The user who owns the key; empty where a team does."
        case .replayed: "`true` where this is the reply to an earlier request with the same Idempotency-Key."
        }
    }

    private var example: DocumentValue {
        switch self {
        case .requestID: "deploy-42"
        case .link: "</v1/user/api_keys?after=\(Sample.keyID)&limit=1>; rel=\"next\""
        case .deprecation: "@1767225600"
        case .sunset: "Thu, 01 Jan 2026 01:00:00 GMT"
        case .retryAfter: 1
        case .wwwAuthenticate: "Bearer realm=\"keyhold\", error=\"invalid_token\""
        case .allow: "GET, HEAD, POST"
        case .keyID: .string(Sample.keyID)
        case .organizationID: .string(Sample.organizationID)
        case .teamID: .string(Sample.teamID)
        case .userID: ""
        case .replayed: "true"
        case .rateLimit: .string("\"\(Sample.limitID)\";r=50;t=30")
        case .rateLimitPolicy: .string("\"\(Sample.limitID)\";q=100;w=60")
        }
    }
}
