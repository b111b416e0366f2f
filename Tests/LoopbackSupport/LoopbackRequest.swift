import Foundation

/// What a loopback server was asked.
public struct LoopbackRequest: Sendable {
    public let method: String
    /// Path and query, as they came.
    public let target: String
    /// By lowercase name; the last one where a name comes twice.
    public let headers: [String: String]
    /// Every line of the head after the first, as it came.
    public let headerLines: [String]
    public let body: String
    /// Counts the server's connections, from 1.
    public let connection: Int

    public var path: String { String(target.prefix { $0 != "?" }) }

    /// The method and the path: `GET /v1/teams`.
    public var line: String { method + " " + path }

    public func query(_ name: String) -> String? {
        URLComponents(string: target)?.queryItems?.first { $0.name == name }?.value
    }
}

/// What a loopback server answers.
public struct LoopbackReply: Sendable {
    enum Delivery {
        /// Nil: nothing, and the connection stays open.
        case answer([UInt8]?)
        case hangUp
    }

    let delivery: Delivery

    /// Closes the connection without a word.
    public static let hangUp = LoopbackReply(delivery: .hangUp)
    /// Never answers.
    public static let silence = LoopbackReply(delivery: .answer(nil))

    public static func status(_ status: Int, _ headers: [String: String] = [:], _ body: String = "") -> LoopbackReply {
        var head = "HTTP/1.1 \(status) Status\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        // RFC 9110 §8.6: a 204 has no length.
        if status != 204 { head += "Content-Length: \(body.utf8.count)\r\n" }
        return LoopbackReply(delivery: .answer(Array((head + "\r\n" + body).utf8)))
    }

    public static func json(_ body: String, status: Int = 200, _ headers: [String: String] = [:]) -> LoopbackReply {
        .status(status, headers.merging(["Content-Type": "application/json"]) { $1 }, body)
    }
}
