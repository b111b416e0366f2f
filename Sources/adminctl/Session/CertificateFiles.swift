import AdminClient
import Foundation

/// The files that a connection over TLS needs: whom to trust, and what to show.
struct CertificateFiles: Equatable {
    var authorities: String?
    var clientCertificate: String?
    /// Nil where the certificate's file holds it.
    var clientKey: String?

    init() {}

    /// - Throws: `Failure` of status usage where a file is not what it is to be: better said before a handshake fails for it.
    init(_ options: ConnectionOptions, _ environment: [String: String], _ profile: Profile?) throws {
        authorities = options.caFile ?? environment.filled("KEYHOLD_CA_FILE") ?? profile?.caFile
        let sources = [
            (options.clientCertFile, options.clientKeyFile),
            (environment.filled("KEYHOLD_CLIENT_CERT_FILE"), environment.filled("KEYHOLD_CLIENT_KEY_FILE")),
            (profile?.clientCertFile, profile?.clientKeyFile),
        ]
        // A key belongs to a certificate: that of another source would not fit.
        let last = sources.firstIndex { $0.0 != nil }
        clientCertificate = last.flatMap { sources[$0].0 }
        clientKey = sources[...(last ?? sources.indices.last ?? 0)].lazy.compactMap(\.1).first
        try check()
    }

    /// The same from every directory: the next command may be given from another one.
    var absolute: CertificateFiles {
        var files = CertificateFiles()
        files.authorities = authorities.map(Self.absolute)
        files.clientCertificate = clientCertificate.map(Self.absolute)
        files.clientKey = clientKey.map(Self.absolute)
        return files
    }

    func apply(to configuration: inout ClientConfiguration) {
        configuration.transport.caFile = authorities
        configuration.transport.clientCertificateFile = clientCertificate
        configuration.transport.clientKeyFile = clientKey
    }

    private static func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

    private func check() throws {
        if let authorities, !FileManager.default.isReadableFile(atPath: authorities) {
            throw Failure(.usage, "cannot read the CA file \(authorities).")
        }
        guard let clientCertificate else {
            guard clientKey == nil else {
                throw Failure(
                    .usage,
                    "there is the key of a client certificate, but no certificate: name it with --client-cert-file.")
            }
            return
        }
        try Self.checkCertificate(clientCertificate)
        try Self.checkKey(clientKey ?? clientCertificate, isOwnFile: clientKey != nil)
    }

    private static func checkCertificate(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.usage, "cannot read the client certificate \(path).")
        }
        guard String(decoding: data, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
            throw Failure(.usage, "\(path) holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).")
        }
    }

    private static func checkKey(_ path: String, isOwnFile: Bool) throws {
        let text = try SecretFile.read(path, allowsGroupOfRoot: true)
        guard text.contains("PRIVATE KEY-----") else {
            let hint = isOwnFile ? "" : " Name the key's file with --client-key-file."
            throw Failure(.usage, "\(path) holds no private key in PEM form.\(hint)")
        }
        guard !text.contains("ENCRYPTED") else {
            throw Failure(
                .usage, "the key in \(path) is encrypted. Decrypt it into a file of mode 600: openssl pkey -in \(path)")
        }
    }
}
