import Domain
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Stands between the wire and the application, on a connection of HTTP/1.1 or a stream of HTTP/2. It bounds the time of
/// a request's body, asks for the body that waits to be asked for, answers what is no request, and ends a connection
/// whose rest nobody wants to read.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: EdgeLimits
    private let counters: EdgeCounters
    private let renderer: EdgeRefusal.Renderer
    /// `nil` on a stream of HTTP/2.
    private let head: HeadDeadline?
    private var state = RequestState()
    private var bodyDeadline: Scheduled<Void>?

    init(
        _ limits: EdgeLimits, _ counters: EdgeCounters, head: HeadDeadline?, renderer: @escaping EdgeRefusal.Renderer
    ) {
        self.limits = limits
        self.counters = counters
        self.head = head
        self.renderer = renderer
    }

    func handlerAdded(context: ChannelHandlerContext) {
        head?.whenLate = { [unowned self] in headIsLate(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { bodyDeadline?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        bodyDeadline?.cancel()
        state.isOver = true
        context.fireChannelInactive()
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !state.isOver, !state.endsAfterReply else { return }
        switch unwrapInboundIn(data) {
        case .head(let request):
            guard !state.isLast else {
                state.endsAfterReply = true
                return
            }
            if head == nil, let fault = HeadRules.fault(ofStream: request, maximumBytes: limits.headBytes) {
                refuse(fault, context)
                return
            }
            head?.headCame()
            state.begin(request, limit: limits.bodyBytes(at: request.path))
            askForBody(of: request, context)
        case .body: break
        case .end:
            head?.requestEnded()
            state.isReadingBody = false
            bodyDeadline?.cancel()
            bodyDeadline = nil
        }
        context.fireChannelRead(data)
    }

    /// Only now is it known whether the whole request had come at once: most never need a timer.
    func channelReadComplete(context: ChannelHandlerContext) {
        if state.isReadingBody, bodyDeadline == nil, !state.isOver {
            bodyDeadline = context.eventLoop.assumeIsolated().scheduleTask(in: limits.body) {
                self.bodyIsLate(context)
            }
        }
        context.fireChannelReadComplete()
    }

    /// RFC 9110 §10.1.1. Whoever announces more than is read is not encouraged to send it.
    private func askForBody(of request: HTTPRequest, _ context: ChannelHandlerContext) {
        guard request.headerFields[.expect]?.lowercased() == "100-continue", !state.announcesTooMuch,
            state.repliesDue == 1
        else { return }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    // MARK: Replies

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !state.isOver else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var response) where state.endsWithThisReply && state.refusal == nil && head != nil:
            response.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(response)), promise: promise)
        case .end:
            state.repliesDue -= 1
            guard state.repliesDue == 0, state.endsWithThisReply else {
                context.write(data, promise: promise)
                return
            }
            endReply(context, data, promise)
        default: context.write(data, promise: promise)
        }
    }

    private func endReply(_ context: ChannelHandlerContext, _ data: NIOAny, _ promise: EventLoopPromise<Void>?) {
        if let refusal = state.refusal {
            context.write(data, promise: promise)
            refuse(refusal, context)
            return
        }
        let written = promise ?? context.eventLoop.makePromise()
        context.write(data, promise: written)
        hangUp(context, after: written.futureResult)
    }

    // MARK: Refusals

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !state.isOver else { return }
        guard let refusal = Self.refusal(for: error) else {
            context.fireErrorCaught(error)
            return
        }
        if state.isLast, !state.isReadingBody {
            // What follows on the last request is nobody's.
            state.endsAfterReply = true
        } else if state.isReadingBody {
            // The application is reading, and answers.
            failBody(context, .brokenBody)
        } else if state.repliesDue > 0 {
            state.refusal = refusal
            state.endsAfterReply = true
        } else {
            refuse(refusal, context)
        }
    }

    private static func refusal(for error: any Error) -> AdminError? {
        switch error {
        case let error as AdminError: error
        case HTTPParserError.headerOverflow: .largeHead
        case is HTTPParserError: .malformed
        default: nil
        }
    }

    private func headIsLate(_ context: ChannelHandlerContext) {
        counters.ended(.headTimeout)
        state.repliesDue > 0 ? context.close(promise: nil) : refuse(.slowHead, context)
    }

    private func bodyIsLate(_ context: ChannelHandlerContext) {
        guard state.isReadingBody, !state.isOver else { return }
        counters.ended(.bodyTimeout)
        state.repliesDue > 0 ? failBody(context, .slowBody) : context.close(promise: nil)
    }

    private func failBody(_ context: ChannelHandlerContext, _ error: AdminError) {
        state.endsAfterReply = true
        context.fireErrorCaught(error)
    }

    private func refuse(_ error: AdminError, _ context: ChannelHandlerContext) {
        guard !state.isOver else { return }
        state.isOver = true
        let refusal = renderer(error)
        var response = HTTPResponse(status: refusal.status, headerFields: refusal.headers)
        response.headerFields[.contentLength] = String(refusal.body.readableBytes)
        if head != nil { response.headerFields[.connection] = "close" }
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        context.write(wrapOutboundOut(.body(refusal.body)), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
        hangUp(context, after: written.futureResult)
    }

    /// RFC 9112 §9.6: a server that closes while bytes are still coming in resets the connection, and the reply may be
    /// lost with it. So it says that it is done, and listens a little longer.
    private func hangUp(_ context: ChannelHandlerContext, after written: EventLoopFuture<Void>) {
        state.isOver = true
        head?.stop()
        bodyDeadline?.cancel()
        let time = limits.linger
        written.assumeIsolated().whenComplete { [head] _ in
            guard head != nil else {
                context.close(promise: nil)
                return
            }
            context.close(mode: .output, promise: nil)
            context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
        }
    }
}
