import Domain
import HTTPTypes
import Hummingbird

/// The bearer token of a request (RFC 6750 §2.1). It is read from the header and from nowhere else: what stands in a URL
/// ends up in logs.
enum BearerCredential {
    static func caller(of request: RouteRequest, _ service: AdminService) throws(AdminError) -> Caller {
        guard let header = request.request.headers.value(of: .authorization) else {
            throw AdminError(
                .unauthenticated, "This needs a credential: Authorization: Bearer <token>.", param: "Authorization")
        }
        guard let text = text(in: header),
            let caller = try service.authenticate(bearer: text, from: request.origin)
        else {
            try service.noteWrongBearer(from: request.origin)
            throw .deadCredential
        }
        return caller
    }

    /// The token itself, for those who have established the caller; `nil` for a header of another kind.
    static func text(in header: String?) -> String? {
        // In the one spelling that nearly all use, it is found without looking for characters.
        if let header, header.utf8.count > 7, header.utf8.starts(with: "Bearer ".utf8) {
            return String(Substring(header.utf8.dropFirst(7)))
        }
        let parts = (header ?? "").split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
    }
}
