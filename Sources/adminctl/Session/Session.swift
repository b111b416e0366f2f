import AdminClient
import ArgumentParser
import Foundation

/// What a command works with: the server, the place where its data goes, and the person who may be asked.
struct Session {
    let url: String
    let client: KeyholdClient
    let printer: Printer
    let console: Console
    /// Changes are shown and not made: nothing needs to be asked.
    let isRehearsal: Bool
    /// What to check where the server refuses it.
    let credentialNames: String

    init(_ options: GlobalOptions, environment: [String: String], isRehearsal: Bool = false) throws {
        let connection = try Connection(options.connection, environment)
        let console = Console.standard(environment)
        var configuration = connection.configuration(options.connection, environment)
        configuration.isRehearsal = isRehearsal
        url = connection.url
        client = KeyholdClient(configuration)
        printer = Printer(format: options.display.output, console: console)
        credentialNames = connection.credentialNames
        self.console = console
        self.isRehearsal = isRehearsal
    }
}

extension [String: String] {
    /// A variable that is set to nothing counts as unset. Ours are read as files are: what stores secrets, and `echo`, end
    /// them with a line break.
    func filled(_ name: String) -> String? {
        let text = self[name].map { name.hasPrefix("KEYHOLD_") ? InputText.trimmed($0) : $0 }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }
}
