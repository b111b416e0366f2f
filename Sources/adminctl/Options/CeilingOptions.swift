import ArgumentParser
import Wire

/// How far the keys of an organization may go.
struct CeilingOptions: ParsableArguments {
    @Option(help: .init("The longest life of a key: seconds, or 12h, 90d. (0: no ceiling)", valueName: "duration"))
    var maxKeyLifetime: DurationArgument?

    @Option(help: .init("The most keys that one team or user may have. (0: no ceiling)", valueName: "count"))
    var maxKeysPerOwner: Int64?

    mutating func validate() throws {
        if let maxKeysPerOwner, maxKeysPerOwner < 0 { throw ValidationError("--max-keys-per-owner is not negative.") }
    }

    /// Nil where neither was given.
    var given: KeyCeilingsBody? {
        guard maxKeyLifetime != nil || maxKeysPerOwner != nil else { return nil }
        return KeyCeilingsBody(
            maxLifetimeSeconds: change(maxKeyLifetime?.seconds), maxKeysPerOwner: change(maxKeysPerOwner))
    }

    private func change(_ value: Int64?) -> Change<Int64> {
        value == 0 ? .clear : Change(value)
    }
}
