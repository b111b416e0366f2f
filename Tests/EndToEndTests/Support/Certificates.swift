import Foundation
import Testing

/// Certificates for a test, made by the `openssl` command.
struct Certificates {
    let folder: String

    var authority: String { folder + "/ca.pem" }
    var certificate: String { folder + "/server.pem" }
    var key: String { folder + "/server.key" }

    /// An authority, and a certificate of the daemon's with it.
    init(in folder: Folder, subject: String = "first") throws {
        self.folder = folder.path
        try makeAuthority("ca")
        try issue("server", subject: subject)
    }

    /// What a daemon is told to serve with these.
    var settings: [String: String] {
        ["KEYHOLD_TLS_CERTIFICATE_FILE": certificate, "KEYHOLD_TLS_KEY_FILE": key]
    }

    func makeAuthority(_ name: String) throws {
        try openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/CN=\(name)", "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem")
    }

    /// Puts a certificate at `NAME.pem` and its key, 0600, at `NAME.key`, each in one step.
    ///
    /// - Parameters:
    ///   - hosts: whom it is for, as openssl writes alternative names.
    ///   - days: how long it is valid; less than none is over.
    func issue(
        _ name: String, subject: String, by authority: String = "ca", hosts: String = "IP:127.0.0.1,DNS:localhost",
        days: Int = 2
    ) throws {
        let (request, fresh) = ("\(folder)/\(name).csr", "\(folder)/fresh")
        let names = "\(folder)/\(name).ext"
        try "subjectAltName=\(hosts)\n".write(toFile: names, atomically: true, encoding: .utf8)
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(subject)",
            "-keyout", fresh + ".key", "-out", request)
        try openssl(
            "x509", "-req", "-in", request, "-CA", "\(folder)/\(authority).pem", "-CAkey",
            "\(folder)/\(authority).key", "-CAcreateserial", "-days", "\(days)", "-extfile", names, "-out",
            fresh + ".pem")
        for kind in ["key", "pem"] {
            #expect(rename("\(fresh).\(kind)", "\(folder)/\(name).\(kind)") == 0)
        }
    }

    private func openssl(_ arguments: String...) throws {
        let outcome = try Program.run("openssl", arguments)
        try #require(outcome.status == 0, "\(outcome.talk)")
    }
}
