import Domain
import Foundation
import NIOSSL

/// The files that TLS is served from, and the rules by which peers are met.
public struct CertificateFiles: Sendable {
    public enum MinimumVersion: String, CaseIterable, Sendable {
        case tls12 = "1.2"
        case tls13 = "1.3"
    }

    /// What is asked of a client's own certificate.
    public enum ClientCertificates: String, CaseIterable, Sendable {
        /// One that is shown must be good; none need be.
        case request
        case require
    }

    /// PEM: the server's certificate first, then the chain.
    public let certificatePath: String
    /// PEM, without a passphrase.
    public let keyPath: String
    public let minimumVersion: MinimumVersion
    /// PEM: who may sign clients' certificates; `nil` asks for none.
    public let clientAuthorityPath: String?
    public let clientCertificates: ClientCertificates

    public init(
        certificatePath: String, keyPath: String, minimumVersion: MinimumVersion = .tls12,
        clientAuthorityPath: String? = nil, clientCertificates: ClientCertificates = .require
    ) {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        self.minimumVersion = minimumVersion
        self.clientAuthorityPath = clientAuthorityPath
        self.clientCertificates = clientCertificates
    }

    /// Reads everything anew.
    ///
    /// - Throws: what is wrong with which file, and what to do; never a byte of the key.
    func load() throws(AdminError) -> LoadedCertificate {
        try KeyFile(keyPath).checkMode()
        let chain = try certificates(in: certificatePath, "tls.certificate_file")
        guard let leaf = chain.first else { throw problem("tls.certificate_file", certificatePath) }
        guard let key = try? NIOSSLPrivateKey(bytes: Self.text(in: keyPath), format: .pem) else {
            throw problem("tls.key_file", keyPath)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = minimumVersion == .tls13 ? .tlsv13 : .tlsv12
        configuration.applicationProtocols = ["h2", "http/1.1"]
        configuration.shutdownTimeout = .seconds(2)
        if let clientAuthorityPath {
            configuration.trustRoots = .certificates(try certificates(in: clientAuthorityPath, "tls.client_ca_file"))
            configuration.certificateVerification =
                clientCertificates == .require ? .noHostnameVerification : .optionalVerification
        }
        do {
            return LoadedCertificate(
                context: try NIOSSLContext(configuration: configuration), notAfter: Int64(leaf.notValidAfter))
        } catch {
            throw AdminError(
                .invalidRequest,
                "\(keyPath) (tls.key_file) is not the key of the certificate in \(certificatePath). Put both in place.")
        }
    }

    private func certificates(in path: String, _ setting: String) throws(AdminError) -> [NIOSSLCertificate] {
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(Self.text(in: path)), !certificates.isEmpty else {
            throw problem(setting, path)
        }
        return certificates
    }

    /// Without the byte-order mark that some editors put in front: OpenSSL would skip the first of several certificates.
    private static func text(in path: String) throws -> [UInt8] {
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    private func problem(_ setting: String, _ path: String) -> AdminError {
        AdminError(
            .invalidRequest,
            "\(path) (\(setting)) cannot be read, or is no PEM file of that kind. Look at its path, mode and content.")
    }

    /// What tells whether any of the files is another one than before.
    var stamps: [FileStamp?] {
        [certificatePath, keyPath, clientAuthorityPath].map { path in path.flatMap { FileStamp($0) } }
    }
}

/// What was read from the files.
struct LoadedCertificate: Sendable {
    let context: NIOSSLContext
    /// Unix seconds.
    let notAfter: Int64
}
