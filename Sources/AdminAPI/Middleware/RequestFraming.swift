import Domain
import HTTPTypes
import Hummingbird

/// What a request says of its body ahead of it, whatever the operation: too much is refused before it is sent, and what
/// would have to be unpacked is not read at all.
enum RequestFraming {
    /// - Parameter isRead: false where the body is the proxied request's, and nobody's here.
    static func check(_ request: Request, maximumBodyBytes: Int, isRead: Bool) throws(AdminError) {
        // A number that no integer holds is none that the decoder lets through.
        if let length = request.headers.value(of: .contentLength).flatMap(Int.init), length > maximumBodyBytes {
            throw .tooLarge
        }
        if isRead, let encoding = request.headers.value(of: .contentEncoding), encoding.lowercased() != "identity" {
            throw AdminError(
                .unsupportedMediaType, "The body must be sent as it is, without a Content-Encoding.",
                param: "Content-Encoding")
        }
    }
}
