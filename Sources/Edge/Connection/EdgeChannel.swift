import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOSSL

/// What a listener knows of its surroundings.
public struct EdgeEnvironment: Sendable {
    let limits: EdgeLimits
    /// Its own: whoever fills one listener shuts no other.
    let connections: ConnectionLimit
    let counters: EdgeCounters
    let renderer: EdgeRefusal.Renderer

    public init(
        limits: EdgeLimits, connections: ConnectionLimit, counters: EdgeCounters,
        renderer: @escaping EdgeRefusal.Renderer
    ) {
        self.limits = limits
        self.connections = connections
        self.counters = counters
        self.renderer = renderer
    }
}

/// Sets up what a listener accepts: HTTP/1.1, or TLS with HTTP/2 or HTTP/1.1 as the peer chooses by ALPN (RFC 7301).
public struct EdgeChannel: HTTPChannelHandler {
    typealias Stream = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    enum Protocols: Sendable {
        case http1(Stream)
        case http2(NIOHTTP2Handler.AsyncStreamMultiplexer<Stream>)
        /// There was no place for the connection.
        case turnedAway
    }

    public struct Value: ServerChildChannelValue {
        public let channel: any Channel
        /// Known once the TLS handshake is done.
        let protocols: EventLoopFuture<Protocols>
    }

    public let responder: Responder
    let environment: EdgeEnvironment
    /// `nil` serves plain HTTP/1.1.
    let certificates: CertificateStore?
    let shortcut: Shortcut.Maker?

    /// - Parameter shortcut: what answers some requests of HTTP/1.1 ahead of the responder.
    public init(
        responder: @escaping Responder, environment: EdgeEnvironment, certificates: CertificateStore?,
        shortcut: Shortcut.Maker? = nil
    ) {
        self.shortcut = shortcut
        self.responder = responder
        self.environment = environment
        self.certificates = certificates
    }

    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        do {
            try admit(channel)
        } catch {
            environment.counters.ended(error.reason)
            channel.close(promise: nil)
            return channel.eventLoop.makeSucceededFuture(
                Value(channel: channel, protocols: channel.eventLoop.makeSucceededFuture(.turnedAway)))
        }
        return channel.eventLoop.makeCompletedFuture {
            guard let certificates else {
                let stream = try setUpHTTP1(channel, isSecure: false, logger)
                return Value(channel: channel, protocols: channel.eventLoop.makeSucceededFuture(.http1(stream)))
            }
            return Value(channel: channel, protocols: try setUpTLS(channel, certificates.context, logger))
        }
    }

    /// Takes the connection a place, for as long as it is open.
    private func admit(_ channel: any Channel) throws(ConnectionLimit.NoPlace) {
        let place = try environment.connections.take(channel.remoteAddress)
        environment.counters.connectionOpened()
        channel.closeFuture.whenComplete { [environment] _ in
            environment.connections.giveBack(place)
            environment.counters.connectionClosed()
        }
    }

    public func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
            await handle(value.protocols, logger)
        }
    }

    private func handle(_ protocols: EventLoopFuture<Protocols>, _ logger: Logger) async {
        do {
            switch try await protocols.get() {
            case .http1(let stream): await handleHTTP(asyncChannel: stream, logger: logger)
            case .http2(let connection): try await handle(connection, logger)
            case .turnedAway: break
            }
        } catch {
            // A handshake that failed, or a peer that went away: its affair, and no news.
            logger.debug("connection ended", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func handle(_ connection: NIOHTTP2Handler.AsyncStreamMultiplexer<Stream>, _ logger: Logger) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for try await stream in connection.inbound {
                group.addTask { await handleHTTP(asyncChannel: stream, logger: logger) }
            }
        }
    }
}
