import Domain
import NIOCore
import NIOHTTP1

/// What depends on the version of a request: whether it names a host, and whether the connection outlives its reply.
/// Stands where the version can still be seen.
final class HTTP1Head: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var isRefused = false
    /// A peer that speaks HTTP/1.0 believes the connection kept only where the reply says so.
    private var saysKeepAlive = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        guard case .head(let head) = unwrapInboundIn(data) else {
            context.fireChannelRead(data)
            return
        }
        let isOld = head.version.major < 1 || head.version == .http1_0
        guard Self.namesHost(head, isOld: isOld) else {
            isRefused = true
            context.fireErrorCaught(AdminError.doubtfulHost)
            return
        }
        context.fireChannelRead(isOld ? wrapInboundOut(.head(modernized(head))) : data)
    }

    private static func namesHost(_ head: HTTPRequestHead, isOld: Bool) -> Bool {
        let hosts = head.headers["host"]
        return (isOld && hosts.isEmpty) || HeadRules.namesOneHost(hosts: hosts)
    }

    /// In the words of HTTP/1.1, which everybody behind this understands (RFC 9112 §9.3).
    private func modernized(_ head: HTTPRequestHead) -> HTTPRequestHead {
        var head = head
        let wishes = head.headers[canonicalForm: "connection"].map { $0.lowercased() }
        // RFC 9112 §6.1: such a message is of doubtful length, and the last of its connection.
        saysKeepAlive =
            wishes.contains("keep-alive") && !wishes.contains("close")
            && !head.headers.contains(name: "transfer-encoding")
        head.headers.remove(name: "connection")
        if !saysKeepAlive { head.headers.add(name: "Connection", value: "close") }
        // RFC 9110 §10.1.1: nobody of HTTP/1.0 expects an answer that is none yet.
        head.headers.remove(name: "expect")
        return head
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard saysKeepAlive, case .head(var head) = unwrapOutboundIn(data), !head.headers.contains(name: "connection")
        else {
            context.write(data, promise: promise)
            return
        }
        head.headers.add(name: "Connection", value: "keep-alive")
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
