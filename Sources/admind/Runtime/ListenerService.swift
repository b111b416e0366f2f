import AdminAPI
import Domain
import Edge
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// One listener from its first connection to its last.
struct ListenerService: Service {
    let listener: Listener
    let index: Int
    let application: AdminApplication
    let environment: EdgeEnvironment
    /// There for a listener that uses TLS.
    let certificates: CertificateStore?
    /// There for a listener at a path.
    let socket: UnixSocket?
    let announcement: Announcement

    func run() async throws {
        try socket?.clear()
        let failure = Mutex<AdminError?>(nil)
        defer { socket?.remove() }
        do {
            try await server { channel in
                do {
                    try socket?.open()
                    environment.watchAccepting(of: channel)
                    announcement.listens(index, port: channel.localAddress?.port)
                } catch {
                    // Nobody is let in whom the settings do not name: the listener ends, and with it the daemon.
                    failure.withLock {
                        $0 = error as? AdminError ?? .internal("unexpected error of \(type(of: error))")
                    }
                    channel.close(promise: nil)
                }
            }.run()
        } catch let error as IOError {
            throw failure.withLock { $0 } ?? unopened(error)
        } catch {
            throw failure.withLock { $0 } ?? error
        }
    }

    /// In an operator's words: which of the addresses, why, and what to do.
    private func unopened(_ error: IOError) -> AdminError {
        let reason =
            switch error.errnoCode {
            case EADDRINUSE: "something else listens there already. Stop that, or choose another with --listen."
            case EADDRNOTAVAIL: "this machine has no such address. Choose one that it has with --listen."
            case EACCES, EPERM: "this process may not. Choose a port above 1023, or a folder that it may write to."
            case ENOENT, ENOTDIR: "there is no such folder. Make it first, or choose another with --listen."
            case let code: "\(String(cString: strerror(code)))."
            }
        return AdminError(.invalidRequest, "admind cannot listen on \(listener.address): \(reason)")
    }

    private func server(_ whenRunning: @escaping @Sendable (any Channel) -> Void) -> some Service {
        Application(
            router: application.buildRouter(surfaces: listener.surfaces),
            server: HTTPServerBuilder { responder in
                EdgeChannel(
                    responder: responder, environment: environment, certificates: certificates, shortcut: shortcut)
            },
            configuration: ApplicationConfiguration(address: address, backlog: 1024),
            onServerRunning: { whenRunning($0) }, logger: application.logger)
    }

    private var shortcut: Shortcut.Maker? {
        guard let makeHotPath = application.hotPath(surfaces: listener.surfaces) else { return nil }
        return { address in
            let hotPath = makeHotPath(address)
            return Shortcut(takes: { hotPath.takes($0) }, answer: { hotPath.answer($0, body: $1).map(Self.answer) })
        }
    }

    private static func answer(_ decision: HotPath.Decision) -> Shortcut.Answer {
        guard let whenOnDisk = decision.whenOnDisk else { return .now(decision.reply()) }
        return .later(whenDecided: whenOnDisk, reply: decision.reply)
    }

    private var address: BindAddress {
        switch listener.address {
        case .tcp(let address): .hostname(address.host, port: address.port)
        case .unix(let path): .unixDomainSocket(path: path)
        }
    }
}
