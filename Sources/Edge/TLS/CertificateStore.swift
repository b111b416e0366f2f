import Domain
import NIOSSL
import Synchronization

/// The certificate that new connections are served with. What it is replaced by was read whole and fits together, or it
/// stays.
public final class CertificateStore: Sendable {
    private struct State {
        var loaded: LoadedCertificate
        /// What the files were when they were last tried.
        var tried: [FileStamp?]
        /// What they were at the last look: a pair is read only once it has stopped changing.
        var seen: [FileStamp?]
    }

    private let files: CertificateFiles
    private let state: Mutex<State>

    public init(_ files: CertificateFiles) throws(AdminError) {
        self.files = files
        let stamps = files.stamps
        state = Mutex(State(loaded: try files.load(), tried: stamps, seen: stamps))
    }

    var context: NIOSSLContext { state.withLock { $0.loaded.context } }

    /// When the certificate in use ends, in Unix seconds.
    public var notAfter: Int64 { state.withLock { $0.loaded.notAfter } }

    /// Reads the files again. Connections that are open keep what they have.
    ///
    /// - Throws: what is wrong; the old certificate stays in use.
    public func reload() throws(AdminError) {
        let stamps = files.stamps
        state.withLock { state in
            state.tried = stamps
            state.seen = stamps
        }
        let loaded = try files.load()
        state.withLock { $0.loaded = loaded }
    }

    /// Reads the files again if they are others than before, and the same as at the last call.
    ///
    /// - Returns: whether they were read.
    public func reloadIfChanged() throws(AdminError) -> Bool {
        let stamps = files.stamps
        let isDue = state.withLock { state in
            defer { state.seen = stamps }
            return stamps != state.tried && stamps == state.seen
        }
        if isDue { try reload() }
        return isDue
    }
}
