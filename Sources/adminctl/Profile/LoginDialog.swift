import AdminClient
import Foundation

/// Gathers what a profile needs: from options, from a file, and from the person for the rest.
struct LoginDialog {
    private let console: Console
    private let known: Profile?

    /// - Parameter known: what was saved under the name before: its server is proposed again.
    init(_ console: Console, _ known: Profile?) {
        self.console = console
        self.known = known
    }

    func profile(_ options: ConnectionOptions, _ file: String?, _ environment: [String: String]) throws -> Profile {
        let certificates = try CertificateFiles(options, environment, nil)
        let url = try url(options.url ?? environment.filled("KEYHOLD_URL"), isAsking: file == nil)
        let (id, secret) = try file.map(credential) ?? ask()
        return Profile(
            url: url, clientID: id, clientSecret: secret,
            organization: options.organization ?? environment.filled("KEYHOLD_ORGANIZATION"),
            certificates: certificates.absolute)
    }

    private func url(_ given: String?, isAsking: Bool) throws -> String {
        let standard = known?.url ?? ServerURL.standard
        if let given { return try ServerURL.parse(given) }
        guard isAsking, console.canAsk else { return standard }
        let answer = console.ask("Server [\(standard)]: ")
        return answer.isEmpty ? standard : try ServerURL.parse(answer)
    }

    private func ask() throws -> (String, SecretText) {
        guard console.canAsk else {
            throw Failure(.usage, "there is no terminal to ask on. Name a file with --credential, or - for a pipe.")
        }
        let id = console.ask("Client id: ")
        guard !id.isEmpty else { throw Failure(.usage, "no client id. Nothing was saved.") }
        let secret = InputText.trimmed(HiddenPrompt.read("Client secret: ") ?? "")
        guard !secret.isEmpty else { throw Failure(.usage, "no client secret. Nothing was saved.") }
        return (id, SecretText(secret))
    }

    private func credential(_ file: String) throws -> (String, SecretText) {
        let text = file == "-" ? try PipedInput.read() : try SecretFile.read(file)
        guard let body = CredentialBody.read(text) else {
            throw Failure(
                .usage, "\(file == "-" ? "standard input" : file) holds no JSON with client_id and client_secret.")
        }
        return (body.clientID, SecretText(body.clientSecret))
    }
}
