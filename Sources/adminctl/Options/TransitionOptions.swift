import ArgumentParser

struct TransitionOptions: ParsableArguments {
    @Option(
        help: .init(
            "How long the old secret stays valid: seconds, or 30m, 1h, 7d; 0 cuts at once. (default: the server's)",
            valueName: "duration"))
    var transition: DurationArgument?

    @Flag(help: "Rotate although a rotation is under way: its old secret is dead at once.")
    var force = false

    var cutsAtOnce: Bool { transition?.seconds == 0 }

    /// Whether somebody's secret may end by this, so that it is worth a question.
    var endsSecrets: Bool { cutsAtOnce || force }

    /// What a question says of it.
    func fate(_ noun: String) -> String {
        cutsAtOnce
            ? "The old \(noun) dead at once." : "What is left of a rotation that is under way is dead at once."
    }
}
