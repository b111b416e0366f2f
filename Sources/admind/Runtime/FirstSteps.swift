import Foundation

/// What a person at the terminal is told once the daemon listens.
struct FirstSteps {
    let settings: Settings
    let port: Int
    let isFirstRun: Bool

    var text: String {
        let address = ListenAddress(host: settings.listen.host, port: port)
        var text = "admind listens on http://\(address)\n"
        guard isFirstRun else { return text }
        let credential = URL(fileURLWithPath: DataDirectory(settings.dataDirectory).rootCredentialPath).path
        text += """

            The root credential is in \(credential), for your eyes only.
            Next, in another terminal, beside the adminctl that was built with this:

              export KEYHOLD_URL=http://\(address) KEYHOLD_CLIENT_SECRET_FILE=\(credential)
              adminctl org create "Acme"
              adminctl team create --organization acme "Research"


            """
        return text
    }

    func print() {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
