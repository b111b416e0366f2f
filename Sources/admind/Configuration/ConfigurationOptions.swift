import ArgumentParser
import Foundation

/// The flags that every command takes which needs the configuration.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A YAML file with settings.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Where the database and the vault key are (data.directory).", valueName: "dir"))
    var dataDir: String?

    func load(flags: [String: String] = [:]) throws(ConfigurationProblems) -> Settings {
        var flags = flags
        flags["data.directory"] = dataDir
        return try SettingsLoader(
            file: config, environment: ProcessInfo.processInfo.environment, flags: flags
        ).load()
    }
}
