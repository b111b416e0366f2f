import Foundation

/// What a person at the terminal is told once the daemon listens.
struct FirstSteps {
    let settings: Settings
    /// By listener; `nil` for one without a port.
    let ports: [Int?]
    let isFirstRun: Bool
    /// Of a root credential that an earlier run has left.
    let notes: [String]

    var text: String {
        let urls = zip(settings.listeners, ports).map { $0.url(port: $1) }
        let text = urls.map { "admind listens on \($0)\n" }.joined()
        let credential = URL(fileURLWithPath: DataDirectory(settings.dataDirectory).rootCredentialPath).path
        guard isFirstRun else { return text + notes.map { $0 + "\n" }.joined() }
        let management = zip(settings.listeners, urls).first { listener, url in
            listener.surfaces.contains(.management) && !url.hasPrefix("unix:")
        }
        return text + """

            The root credential is in \(credential), for your eyes only.

            """ + (management.map { nextSteps($0.1, credential) } ?? "")
    }

    private func nextSteps(_ url: String, _ credential: String) -> String {
        """
        Next, in another terminal, beside the adminctl that was built with this:

          export KEYHOLD_URL=\(url) KEYHOLD_CLIENT_SECRET_FILE=\(credential)
          adminctl org create "Acme"
          adminctl team create --organization acme "Research"


        """
    }
}
