import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Replies that carry JSON.
enum JSONReply {
    static let contentType = "application/json; charset=utf-8"

    static func make(
        _ body: some Encodable, status: HTTPResponse.Status = .ok, headers extra: HTTPFields = HTTPFields()
    ) -> RouteReply {
        // What can write itself does, in a fraction of the encoder's time, and the bytes are the same.
        make(
            encoded: (body as? any JSONWritable)?.json(capacity: 768) ?? encode(body), status: status, headers: extra)
    }

    /// For a body that writes itself.
    static func make(
        encoded body: ByteBuffer, status: HTTPResponse.Status = .ok, headers extra: HTTPFields = HTTPFields()
    ) -> RouteReply {
        var headers = extra
        headers[.contentType] = contentType
        // Every reply is about a moment and a caller; none may be kept on the way.
        headers[.cacheControl] = "no-store"
        return RouteReply(status: status, headers: headers, body: body)
    }

    static func encode(_ body: some Encodable) -> ByteBuffer {
        let encoder = JSONEncoder()
        // Sorted, so that the same thing always reads the same.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return ByteBuffer(bytes: try encoder.encode(body))
        } catch {
            // Bodies are plain structures of text and numbers, which always encode.
            preconditionFailure("a reply could not be encoded: \(type(of: body))")
        }
    }

    static var noContent: RouteReply { RouteReply(status: .noContent) }
}
