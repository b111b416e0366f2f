import ArgumentParser
import Foundation
import Wire

struct KeyCreate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create an API key; its secret is shown this once.")

    @Argument(help: .init("What people call it."))
    var name: String

    @OptionGroup
    var owner: KeyOwnerOptions

    @Option(
        help: .init(
            "When it ends: 2027-01-01T00:00:00Z, 2027-01-01 (UTC), or 90d from now. (default: never)", valueName: "when"
        ))
    var expires: ExpiryArgument?

    @Option(
        name: .customLong("model"),
        help: .init("A model that it may use; repeat for more. (default: any)", valueName: "model"))
    var models: [String] = []

    @Option(
        name: .customLong("address"),
        help: .init("An address range that it may come from; repeat for more. (default: any)", valueName: "cidr"))
    var addresses: [AddressArgument] = []

    @Option(help: .init("A field of your own; repeat for more.", valueName: "name=value"))
    var metadata: [MetadataArgument] = []

    @OptionGroup
    var rotation: RotationPolicyOptions

    @Flag(help: "Create it disabled.")
    var disabled = false

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        _ = try metadata.dictionary()
    }

    func run(in session: Session) throws {
        let key = try session.client.createKey(of: try owner.resolve(session), try body(now: Date()))
        try SecretReply.show(key, session)
    }

    private func body(now: Date) throws -> CreateKeyBody {
        var body = CreateKeyBody(name: name)
        body.enabled = disabled ? false : nil
        body.expirationDate = Change(expires?.instant(now: now))
        body.allowedModels = models.isEmpty ? nil : models
        body.allowedAddresses = addresses.isEmpty ? nil : addresses.map(\.range)
        body.metadata = try metadata.dictionary()
        body.rotationPolicy = rotation.body(now: now)
        return body
    }
}
