import Domain
import HTTPTypes
import Hummingbird

/// The bearer token of a request (RFC 6750 §2.1). It is read from the header and from nowhere else: what stands in a URL
/// ends up in logs.
enum BearerCredential {
    static func caller(of request: RouteRequest, _ service: AdminService) throws(AdminError) -> Caller {
        guard let header = request.request.headers[.authorization] else {
            throw AdminError(
                .unauthenticated, "This needs a credential: Authorization: Bearer <token>.", param: "Authorization")
        }
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer",
            let caller = try service.authenticate(bearer: String(parts[1]), from: request.origin)
        else {
            try service.noteWrongBearer(from: request.origin)
            throw .deadCredential
        }
        return caller
    }
}
