import CCurl

/// Collects a reply while curl receives it, up to the bound.
final class ResponseSink {
    let maxBodyBytes: Int
    private(set) var headers = Headers()
    private(set) var body: [UInt8] = []
    private(set) var isTooLarge = false

    init(maxBodyBytes: Int) {
        self.maxBodyBytes = maxBodyBytes
    }

    static let takeBody: keyhold_curl_sink = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        return Unmanaged<ResponseSink>.fromOpaque(context).takeUnretainedValue()
            .take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
    }

    static let takeHeader: keyhold_curl_sink = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        return Unmanaged<ResponseSink>.fromOpaque(context).takeUnretainedValue()
            .take(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
    }

    /// Answers how many bytes were taken; fewer than given ends the transfer.
    private func take(body bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= maxBodyBytes else {
            isTooLarge = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func take(header bytes: UnsafeRawBufferPointer) -> Int {
        let line = String(decoding: bytes, as: UTF8.self)
        // A status line begins the next reply: what came before was an interim one (RFC 9110 §15.2).
        if line.hasPrefix("HTTP/") { headers = Headers() }
        if let colon = line.firstIndex(of: ":"), !line.hasPrefix("HTTP/") {
            headers.add(String(line[..<colon]), Self.trimmed(line[line.index(after: colon)...]))
        }
        return bytes.count
    }

    private static func trimmed(_ text: Substring) -> String {
        let kept = text.drop(while: \.isWhitespace)
        return String(kept.reversed().drop(while: \.isWhitespace).reversed())
    }
}
