import ArgumentParser

struct Me: SessionCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what the holder of the API key in KEYHOLD_API_KEY may know of it.")

    @OptionGroup
    var global: GlobalOptions

    var credentialNames: String? { "KEYHOLD_API_KEY" }

    func run(in session: Session) throws {
        try session.printer.show(try session.client.holder())
    }
}
