import CCurl

/// Why there is no secure connection. Each case has its own remedy.
public enum TLSTrouble: Sendable, Equatable, CustomStringConvertible {
    /// The server's certificate is of no authority that is known here.
    case unknownIssuer
    /// It is another host's.
    case wrongName
    case expired
    case notYetValid
    /// The file of authorities cannot be read, or holds none.
    case unusableAuthorities
    /// The server wants a certificate, and none was shown.
    case clientCertificateWanted
    /// The server does not take the one that was shown.
    case clientCertificateRefused(Reason)
    /// The one that was to be shown cannot be: its file, its key, or both are wrong.
    case clientCertificateUnusable
    case untrusted
    case handshakeFailed

    /// As the server's alert says it (RFC 8446 §6.2).
    public enum Reason: Sendable, Equatable {
        case unknownIssuer, expired, revoked, unsaid
    }

    public var description: String {
        switch self {
        case .unknownIssuer: "the server's certificate is of an authority that is not known here"
        case .wrongName: "the server's certificate is for another name"
        case .expired: "the server's certificate has expired"
        case .notYetValid: "the server's certificate is not valid yet"
        case .unusableAuthorities: "the CA file cannot be read or holds no certificate"
        case .clientCertificateWanted: "the server asks for a client certificate"
        case .clientCertificateRefused(.unknownIssuer):
            "the server does not know the authority of the client certificate"
        case .clientCertificateRefused(.expired): "the client certificate has expired"
        case .clientCertificateRefused(.revoked): "the client certificate was revoked"
        case .clientCertificateRefused(.unsaid): "the server does not take the client certificate"
        case .clientCertificateUnusable:
            "the client certificate cannot be used: the file holds none, or its key is not there or another's"
        case .untrusted: "the server's certificate is not trusted"
        case .handshakeFailed: "the TLS handshake failed"
        }
    }

    /// - Parameters:
    ///   - verdict: OpenSSL's on the server's certificate (`X509_V_ERR_…`), 0 or 1 where it has none.
    ///   - handshake: nil where it was over.
    /// - Returns: nil where the failure is none of TLS.
    init?(_ code: CURLcode, verdict: Int, _ handshake: HandshakeWatch?) {
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION: self = Self.verdict(verdict)
        case CURLE_SSL_CACERT_BADFILE: self = .unusableAuthorities
        case CURLE_SSL_CERTPROBLEM: self = .clientCertificateUnusable
        case CURLE_SSL_CONNECT_ERROR: self = handshake.flatMap(Self.ofClient) ?? .handshakeFailed
        // By TLS 1.3 the server judges when its client has done with the handshake.
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR:
            guard let trouble = handshake.flatMap(Self.ofClient) else { return nil }
            self = trouble
        default: return nil
        }
    }

    /// libcurl compares names itself, and leaves OpenSSL's verdict as it was or as it began.
    private static func verdict(_ number: Int) -> TLSTrouble {
        switch number {
        case 0, 1, 62, 64: .wrongName
        case 10: .expired
        case 9: .notYetValid
        case 2, 18, 19, 20, 21: .unknownIssuer
        default: .untrusted
        }
    }

    private static func ofClient(_ handshake: HandshakeWatch) -> TLSTrouble? {
        guard handshake.asksForCertificate else { return nil }
        guard handshake.showsCertificate else { return .clientCertificateWanted }
        switch handshake.alert {
        case 48: return .clientCertificateRefused(.unknownIssuer)
        case 45: return .clientCertificateRefused(.expired)
        case 44: return .clientCertificateRefused(.revoked)
        case 40, 42, 43, 46, 49, 51, 116: return .clientCertificateRefused(.unsaid)
        default: return nil
        }
    }
}
