import CCurl

/// One curl handle with its connections. Used by one call at a time: the pool in `Transport` hands it to one caller.
final class EasyHandle: @unchecked Sendable {
    private static let isReady = keyhold_curl_global_init() == CURLE_OK
    private let curl: UnsafeMutableRawPointer

    init() {
        precondition(Self.isReady, "libcurl could not be initialised")
        guard let curl = curl_easy_init() else { fatalError("libcurl has no memory for a handle") }
        self.curl = curl
    }

    deinit {
        curl_easy_cleanup(curl)
    }

    func perform(_ request: Request, _ configuration: TransportConfiguration) -> Result<Response, TransportError> {
        // Forgets the last call's options and keeps its connections.
        curl_easy_reset(curl)
        let sink = ResponseSink(maxBodyBytes: configuration.maxBodyBytes)
        guard let fields = HeaderList(request) else { return .failure(.other("a header holds a line break")) }
        let observer = request.observeUpload.map(UploadObserver.init)
        let handshake = HandshakeWatch(showsCertificate: configuration.clientCertificateFile != nil)
        return withExtendedLifetime((sink, fields, observer, handshake)) {
            let code = firstFailure(
                limits(configuration), security(configuration), identity(configuration), message(request, fields),
                place(request, configuration), receive(into: sink), watch(request, handshake),
                observer.map(tell) ?? CURLE_OK)
            let result = code == CURLE_OK ? curl_easy_perform(curl) : code
            return finish(result, sink, handshake)
        }
    }

    private func limits(_ configuration: TransportConfiguration) -> CURLcode {
        firstFailure(
            // Signals belong to the program, not to name look-ups.
            keyhold_curl_set_long(curl, CURLOPT_NOSIGNAL, 1),
            keyhold_curl_set_long(curl, CURLOPT_FOLLOWLOCATION, 0),
            keyhold_curl_set_long(curl, CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeoutMilliseconds),
            keyhold_curl_set_long(curl, CURLOPT_TIMEOUT_MS, configuration.totalTimeoutMilliseconds),
            keyhold_curl_set_text(curl, CURLOPT_USERAGENT, configuration.userAgent))
    }

    private func security(_ configuration: TransportConfiguration) -> CURLcode {
        firstFailure(
            keyhold_curl_allow_only_http(curl),
            keyhold_curl_set_long(curl, CURLOPT_SSL_VERIFYPEER, 1),
            keyhold_curl_set_long(curl, CURLOPT_SSL_VERIFYHOST, 2),
            configuration.caFile.map { keyhold_curl_set_text(curl, CURLOPT_CAINFO, $0) } ?? CURLE_OK)
    }

    private func identity(_ configuration: TransportConfiguration) -> CURLcode {
        guard let certificate = configuration.clientCertificateFile else { return CURLE_OK }
        return firstFailure(
            keyhold_curl_set_text(curl, CURLOPT_SSLCERT, certificate),
            keyhold_curl_set_text(curl, CURLOPT_SSLKEY, configuration.clientKeyFile ?? certificate),
            // An encrypted key is an error, and no question on a terminal that may be somebody else's.
            keyhold_curl_set_text(curl, CURLOPT_KEYPASSWD, ""))
    }

    private func message(_ request: Request, _ fields: HeaderList) -> CURLcode {
        firstFailure(
            keyhold_curl_set_text(curl, CURLOPT_URL, request.url),
            // What is asked for is what is sent: folding `..` away would ask for something else.
            keyhold_curl_set_long(curl, CURLOPT_PATH_AS_IS, 1),
            keyhold_curl_set_list(curl, CURLOPT_HTTPHEADER, fields.list),
            // curl silently repeats a request whose kept connection turns out to be dead. The server may have acted
            // on it before it died, so only what is repeatable travels on a kept connection.
            keyhold_curl_set_long(curl, CURLOPT_FRESH_CONNECT, request.isRepeatable ? 0 : 1),
            body(request),
            keyhold_curl_set_text(curl, CURLOPT_CUSTOMREQUEST, request.method.rawValue))
    }

    /// A proxy is for what is beyond this machine. Asked for what is on it, it would be handed credentials for a server that
    /// only we can reach.
    private func place(_ request: Request, _ configuration: TransportConfiguration) -> CURLcode {
        if let path = configuration.unixSocketPath {
            return firstFailure(
                keyhold_curl_set_text(curl, CURLOPT_UNIX_SOCKET_PATH, path),
                keyhold_curl_set_text(curl, CURLOPT_PROXY, ""))
        }
        guard ServerHost(request.url)?.isLoopback == true else { return CURLE_OK }
        // Empty: none, whatever the environment says.
        return keyhold_curl_set_text(curl, CURLOPT_PROXY, "")
    }

    private func body(_ request: Request) -> CURLcode {
        // Without a body a POST would go out with no length at all, which servers may refuse (RFC 9110 §8.6).
        guard let body = request.body ?? (request.method.takesBody ? [] : nil) else { return CURLE_OK }
        return body.withUnsafeBytes { bytes in
            // An empty array has no address, and curl takes a null body for "read it from the callback".
            bytes.isEmpty
                ? keyhold_curl_set_body(curl, "", 0) : keyhold_curl_set_body(curl, bytes.baseAddress, bytes.count)
        }
    }

    private func receive(into sink: ResponseSink) -> CURLcode {
        let context = Unmanaged.passUnretained(sink).toOpaque()
        return firstFailure(
            keyhold_curl_set_long(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
            keyhold_curl_set_sink(curl, CURLOPT_WRITEFUNCTION, ResponseSink.takeBody, CURLOPT_WRITEDATA, context),
            keyhold_curl_set_sink(curl, CURLOPT_HEADERFUNCTION, ResponseSink.takeHeader, CURLOPT_HEADERDATA, context))
    }

    private func watch(_ request: Request, _ handshake: HandshakeWatch) -> CURLcode {
        guard ServerHost(request.url)?.isPlain == false else { return CURLE_OK }
        return keyhold_curl_set_watch(curl, HandshakeWatch.take, Unmanaged.passUnretained(handshake).toOpaque())
    }

    private func tell(_ observer: UploadObserver) -> CURLcode {
        keyhold_curl_set_progress(curl, UploadObserver.take, Unmanaged.passUnretained(observer).toOpaque())
    }

    private func finish(
        _ code: CURLcode, _ sink: ResponseSink, _ handshake: HandshakeWatch
    ) -> Result<Response, TransportError> {
        guard code == CURLE_OK else {
            guard !sink.isTooLarge else { return .failure(.tooLarge(limitBytes: sink.maxBodyBytes)) }
            let verdict = keyhold_curl_get_long(curl, CURLINFO_SSL_VERIFYRESULT)
            // Once an answer has begun, the handshake is no reason any more.
            let trouble = TLSTrouble(code, verdict: verdict, sink.headers.fields.isEmpty ? handshake : nil)
            if let trouble { return .failure(.tls(trouble)) }
            return .failure(TransportError(code, errno: Int32(keyhold_curl_get_long(curl, CURLINFO_OS_ERRNO))))
        }
        let after = sink.headers["Retry-After"] == nil ? nil : Int(keyhold_curl_get_offset(curl, CURLINFO_RETRY_AFTER))
        let status = keyhold_curl_get_long(curl, CURLINFO_RESPONSE_CODE)
        return .success(Response(status: status, headers: sink.headers, body: sink.body, retryAfterSeconds: after))
    }

    private func firstFailure(_ codes: CURLcode...) -> CURLcode {
        codes.first { $0 != CURLE_OK } ?? CURLE_OK
    }
}
