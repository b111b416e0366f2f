import CCurl

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension TransportError {
    /// - Parameter errno: what the operating system said last, 0 where it said nothing.
    init(_ code: CURLcode, errno: Int32) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: self = .couldNotResolve("the host name is not known")
        case CURLE_COULDNT_RESOLVE_PROXY: self = .couldNotResolve("the proxy's host name is not known")
        case CURLE_COULDNT_CONNECT: self = .couldNotConnect(Self.words(errno) ?? "no connection")
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut("no answer in time")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: self = .other("this is not an http or https address")
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2_STREAM:
            self = .connectionLost("the server closed the connection before its answer was complete")
        default: self = .other(Self.lowercasedFirst(String(cString: curl_easy_strerror(code))))
        }
    }

    private static func words(_ errno: Int32) -> String? {
        errno == 0 ? nil : lowercasedFirst(String(cString: strerror(errno)))
    }

    private static func lowercasedFirst(_ text: String) -> String {
        text.prefix(1).lowercased() + text.dropFirst()
    }
}
