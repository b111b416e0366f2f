import ArgumentParser
import Foundation
import Wire

/// What `key update` can change.
struct KeyChangeOptions: ParsableArguments {
    @Option(help: .init("What people call it."))
    var name: String?

    @Flag(help: "Whether it works.")
    var enablement: Enablement?

    @Option(
        help: .init("When it ends: 2027-01-01T00:00:00Z, 2027-01-01 (UTC), or 90d from now.", valueName: "when"))
    var expires: ExpiryArgument?

    @Flag(help: "Let it never end.")
    var noExpiry = false

    @Option(
        name: .customLong("model"),
        help: .init("A model that it may use; repeat for more. Together they replace all.", valueName: "model"))
    var models: [String] = []

    @Flag(help: "Let it use any model.")
    var allModels = false

    @Option(
        name: .customLong("address"),
        help: .init(
            "An address range that it may come from; repeat for more. Together they replace all.", valueName: "cidr"))
    var addresses: [AddressArgument] = []

    @Flag(help: "Let it come from anywhere.")
    var anyAddress = false

    @OptionGroup
    var metadata: MetadataOptions

    @OptionGroup
    var rotation: RotationPolicyOptions

    @Flag(help: "Let it have no plan for being rotated.")
    var noRotation = false

    mutating func validate() throws {
        try exclude(expires != nil, "--expires", noExpiry, "--no-expiry")
        try exclude(!models.isEmpty, "--model", allModels, "--all-models")
        try exclude(rotation.isGiven, "--rotate or --rotate-at", noRotation, "--no-rotation")
        try exclude(!addresses.isEmpty, "--address", anyAddress, "--any-address")
        let isGiven = [
            name != nil, enablement != nil, expires != nil, noExpiry, !models.isEmpty, allModels, !addresses.isEmpty,
            anyAddress, metadata.isGiven, rotation.isGiven, noRotation,
        ]
        guard isGiven.contains(true) else { throw ValidationError("Nothing to change: give at least one option.") }
    }

    func body(now: Date) throws -> UpdateKeyBody {
        var body = UpdateKeyBody()
        body.name = Change(name)
        body.enabled = Change(enablement.map { $0 == .enable })
        body.expirationDate = noExpiry ? .clear : Change(expires?.instant(now: now))
        body.allowedModels = allModels ? .clear : models.isEmpty ? .keep : .set(models)
        body.allowedAddresses = anyAddress ? .set([]) : addresses.isEmpty ? .keep : .set(addresses.map(\.range))
        body.metadata = try metadata.change()
        body.rotationPolicy = noRotation ? .clear : Change(rotation.body(now: now))
        return body
    }

    private func exclude(_ one: Bool, _ oneName: String, _ other: Bool, _ otherName: String) throws {
        guard !(one && other) else { throw ValidationError("\(oneName) and \(otherName) exclude each other.") }
    }
}
