import Domain
import NIOCore
import NIOHTTP1

/// RFC 9112 §3.2: a request of HTTP/1.1 without a `Host`, or with two, is answered with 400. Stands where the version can
/// still be seen.
final class HostRequirement: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private var isRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        if case .head(let head) = unwrapInboundIn(data), !Self.isPlain(head) {
            isRefused = true
            context.fireErrorCaught(AdminError.doubtfulHost)
        } else {
            context.fireChannelRead(data)
        }
    }

    private static func isPlain(_ head: HTTPRequestHead) -> Bool {
        let count = head.headers["host"].count
        return head.version.major == 1 && head.version.minor == 0 ? count <= 1 : count == 1
    }
}
