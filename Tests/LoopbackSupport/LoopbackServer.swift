import Foundation
import Synchronization

/// A real HTTP/1.1 server on 127.0.0.1 and a port of its own, which answers as a closure says and keeps what it was
/// asked. Each connection has a thread, and lives until the server stops.
public final class LoopbackServer: Sendable {
    public typealias Handler = @Sendable (LoopbackRequest) -> LoopbackReply

    public let port: UInt16
    private let listener: Int32
    private let handler: Handler
    private let state = Mutex(State())

    private struct State {
        var requests: [LoopbackRequest] = []
        var connections: [Int32] = []
        var connectionCount = 0
        var isStopped = false
    }

    public var url: String { "http://127.0.0.1:\(port)" }

    /// In the order in which they came.
    public var requests: [LoopbackRequest] { state.withLock { $0.requests } }

    /// Runs a server for as long as `body` does.
    @discardableResult
    public static func run<Result>(
        _ handler: @escaping Handler, _ body: (LoopbackServer) throws -> Result
    ) throws -> Result {
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        return try body(server)
    }

    /// As `run`, for a body that suspends.
    @discardableResult
    public static func runAsync<Result>(
        _ handler: @escaping Handler, _ body: (_ url: String) async throws -> Result
    ) async throws -> Result {
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        return try await body(server.url)
    }

    private init(_ handler: @escaping Handler) throws {
        let socket = try LoopbackSocket.bound()
        guard listen(socket.descriptor, 64) == 0 else { throw LoopbackSocket.Failed() }
        listener = socket.descriptor
        port = socket.port
        self.handler = handler
        Thread { self.accept() }.start()
    }

    private func stop() {
        state.withLock {
            $0.isStopped = true
            for connection in $0.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func accept() {
        defer { close(listener) }
        while true {
            let connection = Foundation.accept(listener, nil, nil)
            guard connection >= 0 else { return }
            let number = state.withLock { state -> Int? in
                guard !state.isStopped else { return nil }
                state.connections.append(connection)
                state.connectionCount += 1
                return state.connectionCount
            }
            guard let number else {
                close(connection)
                return
            }
            Thread { self.serve(connection, number) }.start()
        }
    }

    private func serve(_ connection: Int32, _ number: Int) {
        var reader = LoopbackReader(descriptor: connection, connection: number)
        defer {
            // Out of the list first: a number that is closed may already be another file's.
            state.withLock { $0.connections.removeAll { $0 == connection } }
            close(connection)
        }
        while let request = reader.next() {
            state.withLock { $0.requests.append(request) }
            guard case .answer(let bytes) = handler(request).delivery else { return }
            if let bytes { LoopbackSocket.send(bytes, to: connection) }
        }
    }
}
