import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOHTTPTypesHTTP2
import NIOSSL

extension EdgeChannel {
    func setUpTLS(
        _ channel: any Channel, _ context: NIOSSLContext, _ logger: Logger
    ) throws -> EventLoopFuture<Protocols> {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(NIOSSLServerHandler(context: context))
        try pipeline.addHandler(HandshakeDeadline(environment.limits.handshake, environment.counters))
        return channel.configureHTTP2AsyncSecureUpgrade { channel in
            channel.eventLoop.makeCompletedFuture { try setUpHTTP1(channel, isSecure: true, logger) }
        } http2ConnectionInitializer: { channel in
            channel.eventLoop.makeCompletedFuture { try setUpHTTP2(channel, logger) }
        }.flatMap { $0 }.map { negotiated in
            switch negotiated {
            case .http1_1(let stream): .http1(stream)
            case .http2(let connection): .http2(connection)
            }
        }
    }

    func setUpHTTP1(_ channel: any Channel, isSecure: Bool, _ logger: Logger) throws -> Stream {
        let limits = environment.limits
        let head = HeadDeadline(limits.head)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(ReplyDeadline(limits.reply, environment.counters))
        try pipeline.addHandler(head)
        var decoder = NIOHTTPDecoderLimitConfiguration()
        decoder.maxHeaderFieldSize = limits.headBytes
        decoder.maxHeaderListSize = limits.headBytes
        decoder.maxHeaderFieldCount = HeadRules.maximumFields
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoder)
        try pipeline.addHandler(HTTP1Head())
        try pipeline.addHandler(IdleConnection(limits.idle))
        if let shortcut { try pipeline.addHandler(ShortcutHandler(shortcut(channel.remoteAddress), head)) }
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: isSecure))
        try addRequestHandlers(pipeline, head, logger)
        return try Stream(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
    }

    private func setUpHTTP2(
        _ channel: any Channel, _ logger: Logger
    ) throws -> NIOHTTP2Handler.AsyncStreamMultiplexer<Stream> {
        let limits = environment.limits
        let pipeline = channel.pipeline.syncOperations
        let watch = GoodbyeWatch()
        try pipeline.addHandler(ReplyDeadline(limits.reply, environment.counters))
        try pipeline.addHandler(watch)
        var configuration = NIOHTTP2Handler.Configuration()
        configuration.connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: limits.streams),
            HTTP2Setting(parameter: .maxHeaderListSize, value: limits.headBytes),
        ]
        let connection = try pipeline.configureAsyncHTTP2Pipeline(
            mode: .server,
            // Says goodbye when the daemon drains. Its own idle timer never starts on a connection that was TLS first.
            connectionManagerConfiguration: .init(
                maxIdleTime: nil, maxAge: nil, maxGraceTime: limits.body, keepalive: nil),
            http2HandlerConfiguration: configuration
        ) { stream in
            stream.eventLoop.makeCompletedFuture { try setUpStream(stream, logger) }
        }
        try pipeline.addHandler(HTTP2Farewell(limits.idle, watch, environment.counters))
        return connection
    }

    private func setUpStream(_ channel: any Channel, _ logger: Logger) throws -> Stream {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(ReplyDeadline(environment.limits.reply, environment.counters))
        try pipeline.addHandler(HTTP2FramePayloadToHTTPServerCodec())
        try addRequestHandlers(pipeline, nil, logger)
        return try Stream(wrappingChannelSynchronously: channel)
    }

    private func addRequestHandlers(
        _ pipeline: ChannelPipeline.SynchronousOperations, _ head: HeadDeadline?, _ logger: Logger
    ) throws {
        let environment = environment
        try pipeline.addHandler(
            RequestGuard(environment.limits, environment.counters, head: head, renderer: environment.renderer))
        // On a stream, idleness is for this one to end; a connection has a timer that sees more.
        let idle = head == nil ? Duration.nanoseconds(environment.limits.idle.nanoseconds) : nil
        try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: idle, logger: logger))
    }
}
