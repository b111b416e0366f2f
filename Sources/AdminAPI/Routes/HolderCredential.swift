import Domain
import HTTPTypes

/// What a request for the holders of API keys shows: a bearer token, or else the key in the first of the key headers that
/// is there, as the SDKs of several providers send it.
enum HolderCredential {
    static func caller(of request: RouteRequest, _ service: AdminService) throws(AdminError) -> Caller {
        guard let key = try keyInHeader(request, service) else {
            return try BearerCredential.caller(of: request, service)
        }
        // Those headers are for keys: a token has one place to be in.
        if let caller = try service.authenticate(bearer: key, from: request.origin), case .apiKey = caller {
            return caller
        }
        try service.noteWrongBearer(from: request.origin)
        throw .deadCredential
    }

    /// The key itself, for those who have established the caller.
    static func text(of request: RouteRequest, _ service: AdminService) throws(AdminError) -> String? {
        if let key = try keyInHeader(request, service) { return key }
        return BearerCredential.text(in: request.request.headers.value(of: .authorization))
    }

    /// `nil` where `Authorization` says something, or there is no key header.
    private static func keyInHeader(_ request: RouteRequest, _ service: AdminService) throws(AdminError) -> String? {
        let headers = request.request.headers
        if let bearer = headers.value(of: .authorization), !KeyHeaders.isEmpty(bearer) { return nil }
        let found = try service.settings.proxyKeyHeaders.value(in: headers)
        return found.map { ProxyRoutes.key($0.value) }
    }
}
