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
        let lifetime = issued.token.expiresAt.milliseconds(since: issued.token.issuedAt) / 1000
        return JSONReply.make(
            TokenBody(
                accessToken: issued.secret.revealSecret(), expiresIn: lifetime, scope: issued.token.scopes.text),
            headers: [.pragma: "no-cache"])
    }

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

extension HTTPField.Name {
    static let pragma = HTTPField.Name("Pragma")!
}
