import AdminClient
import ArgumentParser
import Foundation

/// What a command works with: the server, the place where its data goes, and the person who may be asked.
struct Session {
    let url: String
    let client: KeyholdClient
    let printer: Printer
    let console: Console

    init(_ options: GlobalOptions, environment: [String: String], console: Console = .standard) throws {
        url = try ServerURL.parse(options.url ?? environment.filled("KEYHOLD_URL") ?? ServerURL.standard)
        var configuration = ClientConfiguration(
            url: url, credential: try CredentialSource.read(environment), userAgent: "adminctl/\(Version.current)")
        configuration.organization = options.organization ?? environment.filled("KEYHOLD_ORGANIZATION")
        configuration.apiKey = environment.filled("KEYHOLD_API_KEY").map(SecretText.init)
        configuration.tokenCache = FileTokenCache(environment: environment) ?? configuration.tokenCache
        configuration.transport.caFile = try options.readableCAFile()
        configuration.transport.totalTimeoutMilliseconds = options.timeout * 1_000
        configuration.transport.connectTimeoutMilliseconds = min(options.timeout * 1_000, 5_000)
        if options.verbose {
            configuration.transport.observe = { StandardError.say(VerboseLine.text($0)) }
        }
        client = KeyholdClient(configuration)
        printer = Printer(format: options.output, width: console.outputWidth)
        self.console = console
    }
}

extension [String: String] {
    /// A variable that is set to nothing counts as unset.
    func filled(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
