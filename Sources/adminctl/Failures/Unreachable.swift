import AdminClient

/// What to say where no answer came.
enum Unreachable {
    static func failure(_ reason: AdminClientError.TransportReason, url: String) -> Failure {
        let words = "\(reason)"
        switch reason {
        case .couldNotResolve:
            return Failure(.unreachable, "cannot reach \(url): \(words). Check --url or KEYHOLD_URL.")
        case .couldNotConnect:
            return Failure(.unreachable, "cannot reach \(url): \(words). \(place(url))")
        case .timedOut:
            return Failure(.unreachable, "cannot reach \(url): \(words). Allow more with --timeout SECONDS.")
        case .tls(let trouble):
            return Failure(.unreachable, "no secure connection to \(url): \(words). \(remedy(trouble))")
        case .tooLarge: return Failure(.failed, "\(url): \(words). Is --url right?")
        case .connectionLost, .other: return Failure(.unreachable, "no answer from \(url): \(words).")
        }
    }

    private static func place(_ url: String) -> String {
        ServerAddress(url).socketPath == nil
            ? "Is admind running there? Set --url or KEYHOLD_URL."
            : "Is admind listening there, and may this user write to the socket? Set --url or KEYHOLD_URL."
    }

    private static func remedy(_ trouble: AdminClientError.TLSReason) -> String {
        switch trouble {
        case .unknownIssuer:
            "Name the certificate of its authority with --ca-file or KEYHOLD_CA_FILE; whoever runs the server has it."
        case .wrongName:
            "Set --url or KEYHOLD_URL to a name that the certificate is for; or let whoever runs the server get one for "
                + "this name."
        case .expired:
            "Whoever runs the server renews it. If it was renewed, check this machine's clock."
        case .notYetValid: "Check this machine's clock, and the server's certificate."
        case .unusableAuthorities: "Check --ca-file or KEYHOLD_CA_FILE: a PEM file of certificates."
        case .clientCertificateWanted:
            "Show one with --client-cert-file and --client-key-file, or KEYHOLD_CLIENT_CERT_FILE and "
                + "KEYHOLD_CLIENT_KEY_FILE."
        case .clientCertificateRefused(.expired), .clientCertificateRefused(.revoked):
            "Get a new one, and name it with --client-cert-file and --client-key-file."
        case .clientCertificateRefused:
            "Name one that the server's tls.client_ca_file has signed, with --client-cert-file and --client-key-file."
        case .clientCertificateUnusable: "Check --client-cert-file and --client-key-file."
        case .untrusted: "Check the server's certificate; a private authority is named with --ca-file."
        case .handshakeFailed: "Does it speak TLS there, of a version that both know? Check --url or KEYHOLD_URL."
        }
    }
}
