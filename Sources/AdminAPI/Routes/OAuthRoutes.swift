import Domain
import HTTPTypes
import Hummingbird
import OAuth
import Wire

/// | method | path | credential |
/// |---|---|---|
/// | POST | /oauth2/token, /oauth2/introspect, /oauth2/revoke | client id and secret, by Basic or in the body |
/// | GET | /.well-known/oauth-authorization-server | none |
struct OAuthRoutes: Sendable {
    let service: AdminService

    func issue(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let form = try await OAuthForm(request)
        let issued = try await service.issueToken(
            form.credential, grantType: form["grant_type"], scope: form["scope"], from: request.origin)
        return JSONReply.make(encoded: issued.body.json(capacity: 256), headers: Self.tokenHeaders)
    }

    /// RFC 6749 §5.1.
    static let tokenHeaders: HTTPFields = [.pragma: "no-cache"]

    func introspect(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let form = try await OAuthForm(request)
        let token = try service.introspectToken(form["token"], as: form.credential, from: request.origin)
        return JSONReply.make(token.map(describe) ?? IntrospectionBody(active: false))
    }

    func revoke(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let form = try await OAuthForm(request)
        try await service.revokeToken(form["token"], as: form.credential, from: request.origin)
        return RouteReply(status: .ok, headers: [.cacheControl: "no-store", .contentLength: "0"])
    }

    func metadata(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(
            ServerMetadataBody(issuer: service.settings.issuer, scopes: Scope.allCases.map(\.rawValue)))
    }

    private func describe(_ token: AccessToken) -> IntrospectionBody {
        var body = IntrospectionBody(active: true)
        body.scope = token.scopes.text
        body.clientID = token.clientID.text
        body.tokenType = "Bearer"
        body.exp = token.expiresAt.unixSeconds
        body.iat = token.issuedAt.unixSeconds
        body.sub = token.clientID.text
        body.iss = service.settings.issuer
        body.organizationID = token.organizationID?.text
        body.userID = token.userID?.text
        return body
    }
}

extension TokenGrant {
    /// Of the reply that shows the token.
    var body: TokenBody {
        TokenBody(
            accessToken: token.secret.revealSecret(), expiresIn: token.lifetimeSeconds, scope: token.scopes.text)
    }
}

extension HTTPField.Name {
    static let pragma = HTTPField.Name("Pragma")!
}
