import CCurl

/// Looks at the messages of one handshake for what libcurl's codes do not say: whether the server asked for a certificate,
/// and by which alert it hung up.
final class HandshakeWatch {
    let showsCertificate: Bool
    private(set) var asksForCertificate = false
    /// The description of the last alert that came (RFC 8446 §6); nil where none did.
    private(set) var alert: UInt8?

    init(showsCertificate: Bool) {
        self.showsCertificate = showsCertificate
    }

    /// What curl tells in its verbose mode. Requests and replies come by, too: they are passed over.
    static let take: keyhold_curl_watch = { _, type, bytes, count, context in
        guard type == CURLINFO_SSL_DATA_IN, let bytes, let context else { return 0 }
        let message = UnsafeRawBufferPointer(start: bytes, count: count)
        Unmanaged<HandshakeWatch>.fromOpaque(context).takeUnretainedValue().look(at: message)
        return 0
    }

    private func look(at message: UnsafeRawBufferPointer) {
        // An alert is two bytes: a level and a description. The end of a connection is told by one, too, and is no reason.
        if message.count == 2, (1...2).contains(message[0]), message[1] != 0 { alert = message[1] }
        // A handshake's message has its type, and its length in three bytes; that of a certificate_request is 13.
        guard message.count > 4, message[0] == 13 else { return }
        let length = Int(message[1]) << 16 | Int(message[2]) << 8 | Int(message[3])
        if length == message.count - 4 { asksForCertificate = true }
    }
}
