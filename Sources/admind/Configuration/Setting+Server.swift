import Edge

extension Setting {
    static let server: [Setting] = [
        Setting(
            key: "server.listen",
            wanted: """
                a list of ADDRESS [tls] [management] [verify] [metrics], with HOST:PORT (an IPv6 host in brackets) or \
                unix:/PATH as the address; a path has at most \(UnixSocket.maximumPathBytes) bytes
                """
        ) { text, settings in
            let listeners = text.split(separator: "\n").map { Listener(String($0)) }
            let known = listeners.compactMap(\.self)
            return set(!known.isEmpty && known.count == listeners.count ? known : nil) { settings.listeners = $0 }
        },
        Setting(key: "server.socket_mode", wanted: "an octal file mode up to 0777, such as 0660") { text, settings in
            let mode = text.count <= 4 ? Int(text, radix: 8) : nil
            return set(mode.flatMap { (0...0o777).contains($0) ? $0 : nil }) { settings.socketMode = $0 }
        },
        Setting(key: "server.socket_owner", wanted: "USER, USER:GROUP or :GROUP, each of which exists, or empty") {
            text, settings in
            set(text.isEmpty || FileOwner(text) != nil ? text : nil) { settings.socketOwner = $0 }
        },
        Setting(key: "server.public_url", wanted: "an http or https URL without a slash at its end, or empty") {
            text, settings in
            set(text.isEmpty || PublicURL.isOne(text) ? text : nil) { settings.publicURL = $0 }
        },
        integer("server.handshake_timeout_seconds", 1...300, \.handshakeTimeoutSeconds),
        integer("server.head_timeout_seconds", 1...300, \.headTimeoutSeconds),
        integer("server.body_timeout_seconds", 1...3600, \.bodyTimeoutSeconds),
        integer("server.reply_timeout_seconds", 1...3600, \.replyTimeoutSeconds),
        integer("server.idle_timeout_seconds", 1...3600, \.idleTimeoutSeconds),
        integer("server.drain_seconds", 0...600, \.drainSeconds),
        integer("server.max_head_bytes", 1024...1_048_576, \.maximumHeadBytes),
        integer("server.max_body_bytes", 1024...67_108_864, \.maximumBodyBytes),
        integer("server.max_connections", 1...1_000_000, \.maximumConnections),
        Setting(
            key: "server.max_connections_per_address", wanted: "a whole number from 0 to 1000000, or empty"
        ) { text, settings in
            let value = Int64(text)
            let isKnown = text.isEmpty || value.map { (0...1_000_000).contains($0) } ?? false
            return set(isKnown ? value : Int64??.none) { settings.maximumConnectionsPerAddress = $0 }
        },
        integer("server.max_streams", 1...1000, \.maximumStreams),
    ]

    static let tls: [Setting] = [
        text("tls.certificate_file", "a path", \.certificateFile),
        text("tls.key_file", "a path", \.certificateKeyFile),
        word("tls.minimum_version", \.minimumTLSVersion),
        text("tls.client_ca_file", "a path", \.clientAuthorityFile),
        word("tls.client_certificates", \.clientCertificates),
    ]
}
