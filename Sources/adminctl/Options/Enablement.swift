import ArgumentParser

enum Enablement: EnumerableFlag {
    case enable, disable

    static func help(for value: Enablement) -> ArgumentHelp? {
        value == .enable ? "Let it work again." : "Stop it from working, until it is enabled."
    }
}

extension Enablement {
    /// As organizations and users have it.
    var status: String { self == .enable ? "active" : "disabled" }
}
