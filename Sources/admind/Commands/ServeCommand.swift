import ArgumentParser
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the API until SIGTERM or SIGINT.",
        discussion: "On an empty data directory it does what init does, and leaves the root credential in a file there."
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: ArgumentHelp("Where to listen (server.listen); may be repeated.", valueName: "host:port"))
    var listen: [String] = []

    func run() async throws {
        try await Failure.reporting {
            let settings = try options.load(
                flags: listen.isEmpty ? [:] : ["server.listen": listen.joined(separator: "\n")])
            let level = settings.logLevel
            let output = LogOutput()
            LoggingSystem.bootstrap { JSONLogHandler(label: $0, level: level, output: output) }
            defer { output.finish(within: .seconds(1)) }
            try await Daemon(settings: settings, logger: Logger(label: "admind"), output: output).run()
        }
    }
}
