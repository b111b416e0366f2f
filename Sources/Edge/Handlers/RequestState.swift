import Domain
import HTTPTypes

/// Where a connection stands between its requests and its replies.
struct RequestState {
    /// Heads that were read and whose replies are not written.
    var repliesDue = 0
    var isReadingBody = false
    /// Whether the last request asked for the connection to end with its reply.
    private(set) var isLast = false
    /// Whether the last request said that it brings more than is read.
    private(set) var announcesTooMuch = false
    /// Whether the last request says how long its body is.
    private var announcesLength = false
    /// The replies that are due are the last ones; nothing more is read.
    var endsAfterReply = false
    /// What follows on the last reply that is due.
    var refusal: AdminError?
    /// Nothing more is read or written.
    var isOver = false

    mutating func begin(_ request: HTTPRequest, limit: Int) {
        repliesDue += 1
        isReadingBody = true
        isLast = request.headerFields.asksToClose
        let length = request.headerFields[.contentLength].flatMap { Int($0) }
        announcesLength = length != nil
        announcesTooMuch = length.map { $0 > limit } ?? false
    }

    /// A body that nobody is going to read ends the connection with the reply, unless its rest is known to be small.
    var endsWithThisReply: Bool {
        repliesDue <= 1 && (endsAfterReply || isLast || (isReadingBody && (announcesTooMuch || !announcesLength)))
    }
}

extension HTTPFields {
    /// RFC 9112 §9.6: `close` among the options of `Connection`, in any case.
    fileprivate var asksToClose: Bool {
        // Nearly no request has one, and then nothing is made.
        contains { field in
            field.name == .connection
                && field.value.split(separator: ",").contains { option in
                    option.trimmingPrefix { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
                        .lowercased() == "close"
                }
        }
    }
}
