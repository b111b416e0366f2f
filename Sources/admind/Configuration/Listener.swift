import AdminAPI
import Edge

/// One place to listen at: `ADDRESS [tls] [SURFACE…]`, such as `0.0.0.0:8443 tls verify`. Without a surface it serves all.
struct Listener: Equatable {
    let address: ListenerAddress
    let usesTLS: Bool
    let surfaces: Set<Surface>

    init(_ address: ListenerAddress, usesTLS: Bool = false, surfaces: Set<Surface> = Set(Surface.allCases)) {
        self.address = address
        self.usesTLS = usesTLS
        self.surfaces = surfaces
    }

    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard let first = words.first, let address = ListenerAddress(first), Set(words).count == words.count else {
            return nil
        }
        let rest = words.dropFirst().filter { $0 != "tls" }
        let surfaces = rest.compactMap { Surface(rawValue: $0) }
        guard surfaces.count == rest.count else { return nil }
        self.init(
            address, usesTLS: words.contains("tls"),
            surfaces: surfaces.isEmpty ? Set(Surface.allCases) : Set(surfaces))
    }

    /// - Parameter port: the one that the system chose, where it did.
    func url(port: Int?) -> String {
        switch address {
        case .tcp(let address):
            "\(usesTLS ? "https" : "http")://\(ListenAddress(host: address.host, port: port ?? address.port))"
        case .unix(let path): "unix:\(path)"
        }
    }
}

enum ListenerAddress: Equatable, CustomStringConvertible {
    case tcp(ListenAddress)
    /// A path without spaces.
    case unix(String)

    init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard path.hasPrefix("/"), path.utf8.count <= UnixSocket.maximumPathBytes else { return nil }
            self = .unix(path)
        } else {
            guard let address = ListenAddress(text) else { return nil }
            self = .tcp(address)
        }
    }

    var description: String {
        switch self {
        case .tcp(let address): address.description
        case .unix(let path): "unix:\(path)"
        }
    }

    var isChosenBySystem: Bool {
        if case .tcp(let address) = self { address.port == 0 } else { false }
    }
}

/// `HOST:PORT`, with an IPv6 host in brackets. Port 0 lets the system choose.
struct ListenAddress: Equatable, CustomStringConvertible {
    let host: String
    let port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
