import ArgumentParser
import Wire

/// A change of all metadata at once.
struct MetadataOptions: ParsableArguments {
    @Option(help: .init("A field of your own; repeat for more. Together they replace all.", valueName: "name=value"))
    var metadata: [MetadataArgument] = []

    @Flag(help: "Remove all metadata.")
    var clearMetadata = false

    var isGiven: Bool { !metadata.isEmpty || clearMetadata }

    mutating func validate() throws {
        guard metadata.isEmpty || !clearMetadata else {
            throw ValidationError("--metadata and --clear-metadata exclude each other.")
        }
        _ = try metadata.dictionary()
    }

    func change() throws -> Change<[String: String]> {
        clearMetadata ? .set([:]) : Change(try metadata.dictionary())
    }
}
