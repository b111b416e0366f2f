import AdminAPI
import ArgumentParser
import Domain
import Edge

struct CheckConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Read the configuration, and name everything that is wrong with it.",
        discussion: "The certificates and the vault key are read, too, as serve would read them. Changes nothing.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        try await Failure.reporting {
            let settings = try options.load()
            // A certificate that cannot be served is as wrong as a setting that cannot be read.
            if let certificates = settings.certificates { _ = try CertificateStore(certificates) }
            try VaultKeyLocation(settings, DataDirectory(settings.dataDirectory)).check()
            try StandardStreams.print("The configuration is usable.")
        }
    }
}

struct OpenAPICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the OpenAPI document of everything that is served.")

    func run() async throws {
        try await Failure.reporting {
            try StandardStreams.print(OpenAPIDocument.text(issuer: ServiceSettings().issuer))
        }
    }
}
