import HTTPClient
import LoopbackSupport
import Synchronization
import Testing

@Suite struct RetryTests {
    @Test(arguments: [502, 503, 504])
    func `a GET is sent again after an answer that passes, and not without end`(status: Int) throws {
        try LoopbackServer.run { _ in
            .status(status)
        } _: { server in
            let response = try transport().send(Request(.get, server.url))
            #expect(response.status == status)
            #expect(server.requests.count == 3)
        }
    }

    @Test(arguments: [200, 400, 401, 404, 409, 429, 500, 501])
    func `a GET with another answer is sent once`(status: Int) throws {
        try LoopbackServer.run { _ in
            .status(status)
        } _: { server in
            let response = try transport().send(Request(.get, server.url))
            #expect(response.status == status)
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: [Request.Method.post, .patch, .delete])
    func `what changes something is sent once, whatever the answer`(method: Request.Method) throws {
        try LoopbackServer.run { _ in
            .status(503)
        } _: { server in
            let response = try transport().send(Request(method, server.url))
            #expect(response.status == 503)
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: [Request.Method.get, .post, .patch, .delete])
    func `where nobody took the connection everything is tried again`(method: Request.Method) throws {
        let pauses = Pauses()
        try LoopbackSocket.withDeadURL { url in
            #expect(throws: TransportError.self) {
                try transport { $0.retry.pause = pauses.note }.send(Request(method, url))
            }
        }
        #expect(pauses.all.count == 2)
        #expect(pauses.all.allSatisfy { $0 > .zero && $0 <= .seconds(5) })
    }

    @Test func `a POST that dies on a kept connection is not sent twice`() throws {
        try LoopbackServer.run {
            $0.method == "POST" ? .hangUp : .status(200)
        } _: { server in
            let transport = transport()
            _ = try transport.send(Request(.get, server.url))
            #expect(throws: TransportError.self) { try transport.send(Request(.post, server.url)) }
            #expect(server.requests.map(\.method) == ["GET", "POST"])
        }
    }

    @Test func `what its caller knows to be repeatable is sent again after a lost connection and a passing answer`()
        throws
    {
        let replies = Mutex<[LoopbackReply]>([.hangUp, .status(503), .status(201)])
        try LoopbackServer.run { _ in
            replies.withLock { $0.removeFirst() }
        } _: { server in
            var request = Request(.post, server.url)
            request.isRepeatable = true
            let response = try transport().send(request)
            #expect(response.status == 201 && server.requests.count == 3)
        }
    }

    @Test func `a server that says how long to wait is waited for as long`() throws {
        let pauses = Pauses()
        try LoopbackServer.run { _ in
            .status(503, ["Retry-After": "2"])
        } _: { server in
            let response = try transport { $0.retry.pause = pauses.note }.send(Request(.get, server.url))
            #expect(response.retryAfterSeconds == 2)
        }
        #expect(pauses.all == [.seconds(2), .seconds(2)])
    }

    @Test func `a server that asks for more than the bound gets its answer handed on`() throws {
        try LoopbackServer.run { _ in
            .status(503, ["Retry-After": "6"])
        } _: { server in
            let response = try transport().send(Request(.get, server.url))
            #expect(response.retryAfterSeconds == 6)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a call that asks how the server is now is sent once`() throws {
        try LoopbackServer.run { _ in
            .status(503)
        } _: { server in
            let response = try transport().sendOnce(Request(.get, server.url))
            #expect(response.status == 503)
            #expect(server.requests.count == 1)
        }
    }
}

/// Keeps the pauses that a transport asked for, and makes none.
final class Pauses: Sendable {
    private let noted = Mutex<[Duration]>([])

    var all: [Duration] { noted.withLock { $0 } }

    @Sendable func note(_ pause: Duration) {
        noted.withLock { $0.append(pause) }
    }
}
