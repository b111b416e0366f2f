import Domain
import Wire

/// A code that an operation can refuse with, and when it does.
struct Refusal: Sendable {
    let code: AdminError.Code
    let when: String

    init(_ code: AdminError.Code, _ when: String) {
        self.code = code
        self.when = when
    }
}

extension Refusal {
    /// What follows from how an operation is called. What it refuses for reasons of its own comes after these.
    static func all(of operation: OperationDescription, at endpoint: Endpoint) -> [Refusal] {
        guard endpoint.access != .open else { return operation.refusals + transport }
        let field = endpoint.access == .clientCredential ? "error_description" : "param"
        var refusals = [Refusal(.invalidRequest, "Something is malformed or out of bounds; `\(field)` says what.")]
        refusals += credential(endpoint.access)
        if operation.tag.isTenantOwned {
            if !operation.tag.mayLeaveTenantOut {
                refusals.append(Refusal(.invalidRequest, "A platform client named no organization."))
            }
            refusals.append(Refusal(.notFound, "The organization that was named is not there, or not the caller's."))
        }
        if operation.request != nil {
            refusals.append(Refusal(.unsupportedMediaType, "The Content-Type is not one that is listed here."))
        }
        if endpoint.isIdempotent { refusals += idempotency(endpoint) }
        return refusals + operation.refusals + transport + server
    }

    private static func credential(_ access: Access) -> [Refusal] {
        switch access {
        case .open: []
        case .scope(let scope):
            [
                Refusal(.unauthenticated, "No access token, or one that is unknown, expired or revoked."),
                Refusal(.forbidden, "The access token lacks the scope `\(scope.rawValue)`."),
                Refusal(.tooManyRequests, "Too many wrong tokens from this address."),
            ]
        case .apiKeyOrScope(let scope):
            [
                Refusal(.unauthenticated, "Neither an API key that is valid here and now, nor an access token."),
                Refusal(.forbidden, "An access token that lacks the scope `\(scope.rawValue)`."),
                Refusal(.tooManyRequests, "Too many wrong credentials from this address."),
            ]
        case .apiKey:
            [
                Refusal(
                    .unauthenticated, "No API key, or one that is not valid here and now. An access token is none."),
                Refusal(.tooManyRequests, "Too many wrong keys from this address."),
            ]
        case .clientCredential:
            [
                Refusal(
                    .unauthenticated, "No client credential, an unknown client, a wrong secret or a disabled client."),
                Refusal(.tooManyRequests, "Too many failed attempts from this address."),
            ]
        }
    }

    private static func idempotency(_ endpoint: Endpoint) -> [Refusal] {
        let shown = Refusal(
            .conflict, "The Idempotency-Key's first request was carried out, and its reply is no longer kept.")
        return [
            Refusal(.unprocessable, "The Idempotency-Key came with another request before."),
            Refusal(.tooManyRequests, "Too many different Idempotency-Keys within a day."),
        ] + (endpoint.showsSecret ? [shown] : [])
    }

    /// What a request can be refused for before anybody looks at what it wants.
    private static let transport = [
        Refusal(.invalidRequest, "The request is no plain HTTP: its path plays tricks, or its `Host` is missing."),
        Refusal(.requestTimeout, "The request did not come in time."),
        Refusal(.bodyTooLarge, "The body is larger than the setting allows."),
        Refusal(.unsupportedMediaType, "The body comes in a `Content-Encoding`; none is read."),
        Refusal(.headersTooLarge, "The head is larger than the setting allows."),
    ]

    private static let server = [
        Refusal(.internalError, "A defect or a failing disk; the log has the reason."),
        Refusal(.unavailable, "The server is busy or stopping, or its disk is full. Trying again later is safe."),
    ]
}
