import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

extension AdminError {
    /// Whatever comes out of a handler, as one of ours. What is not known becomes an internal error whose detail names
    /// the type only: an unknown error's text may hold anything.
    init(anything error: any Error) {
        switch error {
        case let error as AdminError: self = error
        case let error as HTTPError: self = Self.framework(error.status)
        case is NIOTooManyBytesError: self = .tooLarge
        case is CancellationError:
            self = AdminError(.unavailable, "The server is shutting down.", retryAfterSeconds: 1)
        default: self = .internal("unexpected error of type \(type(of: error))")
        }
    }

    /// What keeps a body from being read: it is too long, the server stops, or else its sender broke off or its framing.
    init(readingBody error: any Error) {
        switch error {
        case is AdminError, is NIOTooManyBytesError, is CancellationError: self.init(anything: error)
        default: self = .invalid("body", "The body is malformed, or ends before it should.")
        }
    }

    static var tooLarge: AdminError {
        AdminError(.bodyTooLarge, "The request body is larger than the server accepts.")
    }

    private static func framework(_ status: HTTPResponse.Status) -> AdminError {
        switch status.code {
        case 404: AdminError(.notFound, "There is nothing at this path.")
        case 413: .tooLarge
        case 400..<500: AdminError(.invalidRequest, "The request is malformed.")
        default: .internal("the framework answered \(status.code)")
        }
    }
}
