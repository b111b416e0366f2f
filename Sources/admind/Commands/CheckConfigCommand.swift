import AdminAPI
import ArgumentParser
import Domain

struct CheckConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Read the configuration, and name everything that is wrong with it.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        try await Failure.reporting {
            _ = try options.load()
            print("The configuration is usable.")
        }
    }
}

struct OpenAPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the OpenAPI document of everything that is served.")

    func run() throws {
        print(OpenAPIDocument.text(issuer: ServiceSettings().issuer))
    }
}
