import NIOCore
import Synchronization

/// The OpenAPI document and its page, each rendered when it is first asked for: a listener that never shows them, and a
/// short-lived process, spend nothing on them.
final class ServedDocuments: Sendable {
    private let issuer: String
    private let rendered = Mutex(Rendered())

    private struct Rendered {
        var document: ByteBuffer?
        var page: ByteBuffer?
    }

    /// - Parameter issuer: the address under which clients reach the daemon, without a slash at the end.
    init(issuer: String) { self.issuer = issuer }

    func document() async -> ByteBuffer {
        await render { $0.document.orMake { OpenAPIDocument.render(issuer: self.issuer) } }
    }

    func page() async -> ByteBuffer {
        await render { $0.page.orMake { ByteBuffer(string: DocumentPage.text(issuer: self.issuer)) } }
    }

    /// On a thread beside the event loop that asks, which goes on.
    private func render(_ make: @Sendable (inout Rendered) -> ByteBuffer) async -> ByteBuffer {
        await withTaskExecutorPreference(BackgroundExecutor.shared) { await self.withRendered(make) }
    }

    private func withRendered(_ make: @Sendable (inout Rendered) -> ByteBuffer) async -> ByteBuffer {
        rendered.withLock { make(&$0) }
    }
}

extension Optional {
    fileprivate mutating func orMake(_ make: () -> Wrapped) -> Wrapped {
        if let value = self { return value }
        let value = make()
        self = value
        return value
    }
}
