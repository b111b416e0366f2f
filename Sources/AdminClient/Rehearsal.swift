import Wire

/// A change that was not sent.
public struct Rehearsal: Sendable, Equatable {
    public let method: String
    public let path: String
    /// JSON; nil where none would be sent.
    public let body: String?

    init(_ call: Call) {
        method = call.method.rawValue
        path = call.path + call.query.text
        body = call.body.map { String(decoding: $0, as: UTF8.self) }
    }
}
